# Faults that some test must find: in each file of src/PSBackprop.Core one text, and what it is replaced by.
@(
    @{ File = 'Propagation/BackwardPass.cs'; Text = 'value *= weights[i];'; Fault = 'value *= weights[0];' }
    @{ File = 'Propagation/BackwardPass.cs'; Text = 'if (loss.FusedWith is null)'; Fault = 'if (loss.FusedWith is not null)' }
    @{ File = 'Propagation/BackwardPass.cs'; Text = 'workspace.Layers[above - 1].NetInputDelta(buffers, rows);'; Fault = '' }
    @{ File = 'Propagation/BackwardPass.cs'; Text = 'workspace.Buffers[l - 1].DroppedOutput.AsSpan'; Fault = 'workspace.Buffers[l - 1].NetInput.AsSpan' }
    @{ File = 'Propagation/ForwardPass.cs'; Text = 'signal = buffers.DroppedOutput.AsSpan'; Fault = 'signal = buffers.Output.AsSpan' }
    @{ File = 'Propagation/ForwardPass.cs'; Text = 'l, layer.Units, layer.Dropout'; Fault = '0, layer.Units, layer.Dropout' }
    @{ File = 'Propagation/Losses/BinaryCrossEntropy.cs'; Text = 'Math.Max(z, 0) -'; Fault = 'Math.Max(z, 0) +' }
    @{ File = 'Propagation/Losses/BinaryCrossEntropy.cs'; Text = '(0.5 * labelSmoothing)'; Fault = '(0.4 * labelSmoothing)' }
    @{ File = 'Propagation/Losses/BinaryCrossEntropy.cs'; Text = 'sum += loss * Weight(weights, i / outputs);'; Fault = 'sum += loss;' }
    @{ File = 'Propagation/Losses/PoissonError.cs'; Text = 'output - (target'; Fault = 'output + (target' }
    @{ File = 'Propagation/Losses/LogCoshError.cs'; Text = 'Math.Tanh(output - target)'; Fault = 'Math.Tanh(target - output)' }
    @{ File = 'Model/Layers/DenseLayer.cs'; Text = 'biases.Clear();'; Fault = '' }
    @{ File = 'Model/Layers/DenseLayer.cs'; Text = 'netInput, accumulate: HasBias'; Fault = 'netInput, accumulate: false' }
    @{ File = 'Model/Layers/DenseLayer.cs'; Text = 'weights, parameters[WeightCount..]'; Fault = 'weights, parameters[..Units]' }
    @{ File = 'Training/WeightPenalty.cs'; Text = '(square * weight) +'; Fault = '(square * weight) -' }
    @{ File = 'Training/WeightPenalty.cs'; Text = '(0.5 * l2 * squares)'; Fault = '(l2 * squares)' }
    @{ File = 'Training/WeightPenalty.cs'; Text = '[..layer.WeightCount];'; Fault = ';' }
    @{ File = 'Training/WeightPenalty.cs'; Text = 'weight < T.Zero ? -absolute : T.Zero'; Fault = 'absolute * T.CreateTruncating(T.Sign(weight))' }
    @{ File = 'Training/Solvers/FullBatchSolver.cs'; Text = ' || !Array.TrueForAll(Gradient, double.IsFinite)'; Fault = '' }
    @{ File = 'Model/EpochHistory.cs'; Text = 'record.For(this)'; Fault = 'record' }
    @{ File = 'Training/GradientClip.cs'; Text = 'T.Clamp(element, -limit, limit)'; Fault = 'T.Clamp(element, T.Zero, limit)' }
    @{ File = 'Training/GradientClip.cs'; Text = 'actual + 1e-6 > length'; Fault = 'actual + 1e-6 < length' }
    @{ File = 'Model/Layers/AverageLayer.cs'; Text = '_inverse.Slope(buffers.Mean[i]) / count'; Fault = '_inverse.Slope(buffers.Mean[i])' }
    @{ File = 'Model/Layers/AverageLayer.cs'; Text = 'layers[^1].NetInputDelta(own[^1], rows);'; Fault = '' }
    @{ File = 'Training/MemberTraining.cs'; Text = 'options.Seed = NetworkMember.SeedOf(Seed, member.Number);'; Fault = 'options.Seed = Seed;' }
    @{ File = 'Training/MaxNorm.cs'; Text = 'if (norm > largest)'; Fault = 'if (norm < largest)' }
    @{ File = 'Training/MaxNorm.cs'; Text = '!layers[l].IsFrozen(FrozenPart.Weights)'; Fault = 'true' }
    @{ File = 'Training/Batches.cs'; Text = 'NeedsSeveral && Size > 1'; Fault = 'false' }
    @{ File = 'Training/Solvers/FullBatchSolver.cs'; Text = '|| objective.IsOfEpoch'; Fault = '' }
    @{ File = 'Training/Solvers/FullBatchSolver.cs'; Text = 'objective.MoveStatistics();'; Fault = '' }
    @{ File = 'Training/Solvers/Objective.cs'; Text = 'RandomPurpose.Dropout, epoch)'; Fault = 'RandomPurpose.Dropout, 1)' }
    @{ File = 'Model/Layers/BatchNormalizationLayer.cs'; Text = 'batch.SquareSum[j] / (rows - 1)'; Fault = 'batch.SquareSum[j] / rows' }
    @{ File = 'Training/EarlyStopping.cs'; Text = 'return ++_waited >= _patience;'; Fault = 'return ++_waited > _patience;' }
    @{ File = 'Training/EarlyStopping.cs'; Text = 'loss < _lowest - _minimumImprovement'; Fault = 'loss < _lowest' }
    @{ File = 'Training/EarlyStopping.cs'; Text = '_minimumImprovement)'; Fault = '_minimumImprovement || BestEpoch is null)' }
    @{ File = 'Training/EarlyStopping.cs'; Text = 'parameters.CopyTo(_best, 0);'; Fault = '' }
    @{ File = 'Training/EarlyStopping.cs'; Text = '_waited = (int)state.TakeCount("epochsWaited");'; Fault = '_waited = 0;' }
    @{ File = 'Training/TrainingSession.cs'; Text = '_lastFinite.CopyTo(_parameters, 0);'; Fault = '' }
    @{ File = 'Training/TrainingSession.cs'; Text = 'AllFinite(_parameters) ? StopReason.Cancelled : StopReason.Diverged'; Fault = 'StopReason.Cancelled' }
    @{ File = 'Training/TrainingSession.cs'; Text = 'RestoreBest(reason);'; Fault = '' }
    @{ File = 'Training/Optimizers/Adam.cs'; Text = 'third = Vector.Max(third, second);'; Fault = 'third = second;' }
    @{ File = 'Training/Optimizers/Adam.cs'; Text = '/ _correction) + _epsilon'; Fault = '+ _epsilon) / _correction' }
    @{ File = 'Training/Optimizers/Sgd.cs'; Text = 'g + (_friction * first)'; Fault = 'first' }
    @{ File = 'Training/Optimizers/NAdam.cs'; Text = '0.004 * step'; Fault = '0.04 * step' }
    @{ File = 'Training/Optimizers/RAdam.cs'; Text = 'Math.Pow(beta2, state.Step)'; Fault = 'Math.Pow(beta1, state.Step)' }
    @{ File = 'Training/Schedules/LearningRateSchedule.cs'; Text = '1 + Math.Cos'; Fault = '1 - Math.Cos' }
    @{ File = 'Training/Schedules/StepSchedule.cs'; Text = 'time.Epoch / length'; Fault = '(time.Epoch + 1) / length' }
    @{ File = 'Training/Schedules/PlateauSchedule.cs'; Text = '++_bad > patience'; Fault = '++_bad >= patience' }
    @{ File = 'Training/Schedules/PlateauSchedule.cs'; Text = 'LeastFall = 1e-8'; Fault = 'LeastFall = 0' }
    @{ File = 'Training/Schedules/OneCycleSchedule.cs'; Text = '(time.Steps - 1 - top)'; Fault = 'Math.Max(time.Steps - 1 - top, 1)' }
    @{ File = 'Training/Schedules/PlateauSchedule.cs'; Text = '_factor = state.Take("plateauFactor");'; Fault = '_factor = 1;' }
    @{ File = 'Storage/AtomicFile.cs'; Text = 'name.Length == prefix.Length + UniqueDigits + Extension.Length'; Fault = 'name.Length > prefix.Length + UniqueDigits' }
    @{ File = 'Storage/AtomicFile.cs'; Text = 'rights?.Apply(temporary);'; Fault = '' }
    @{ File = 'Training/RowHash.cs'; Text = '_order = Mix(_order, row);'; Fault = '_order += row;' }
    @{ File = 'Training/TrainingFingerprint.cs'; Text = '(nameof(options.L2), Text(options.L2 ?? 0)),'; Fault = '' }
    @{ File = 'Training/TrainingFingerprint.cs'; Text = 'dropout {Text(layer.Dropout)}'; Fault = 'dropout' }
    @{ File = 'Storage/Json/JsonRow.cs'; Text = 'if (!double.IsFinite(value))'; Fault = 'if (double.IsNaN(value))' }
    @{ File = 'Model/Activations/Gelu.cs'; Text = 'const int terms = 13;'; Fault = 'const int terms = 7;'; Tests = 'Onnx' }
    @{ File = 'Model/Inference/Expression.cs'; Text = '2 * t / (1 - t)'; Fault = '2 * t / (1 + t)'; Suite = 'Script-Export' }
    @{ File = 'Storage/Onnx/OnnxOperators.cs'; Text = '"Relu", "Sigmoid"'; Fault = '"Relu", "Selu", "Sigmoid"'; Tests = 'Onnx' }
    @{ File = 'Storage/Script/ScriptText.cs'; Text = @'
'\'', '\u2018', '\u2019', '\u201A', '\u201B'
'@; Fault = @'
'\'', '\u2019'
'@; Suite = 'Script-Export' }
    @{ File = 'Training/TrainingFingerprint.cs'; Text = 'yield return ("samples", Text(plan.Samples.Input.Rows));'; Fault = '' }
    @{ File = 'Storage/Script/ScriptTemplate.cs'; Text = '$time.($column.Part)'; Fault = '$time.Year'; Suite = 'Script-Export' }
    @{ File = 'Storage/Script/ScriptTemplate.cs'; Text = '{0:X4}'; Fault = '{0}'; Suite = 'Script-Export' }
    @{ File = 'Training/RunDiagnosis.cs'; Text = 'now < StuckLevel * constant'; Fault = 'now > StuckLevel * constant' }
    @{ File = 'Training/BaselineLoss.cs'; Text = 'weights.Length == 0 ? target.Rows : weights.Sum()'; Fault = 'target.Rows' }
    @{ File = 'Propagation/Losses/BestConstant.cs'; Text = 'sum += targets[i] * Weight(weights, i);'; Fault = 'sum += targets[i];' }
    @{ File = 'Propagation/Losses/AbsoluteError.cs'; Text = 'BestConstant.Median'; Fault = 'BestConstant.Mean' }
    @{ File = 'Data/Stratification.cs'; Text = '.Take(missing)'; Fault = '.Take(0)' }
    @{ File = 'Training/TrainingSet.cs'; Text = 'row => weights[row]'; Fault = 'row => weights[0]' }
    @{ File = 'Evaluations/Tasks/LabelledOutputs.cs'; Text = 'Target.InOwnUnits(target, column)'; Fault = '[.. Enumerable.Range(0, Target.Rows).Select(row => column?.Decode(Target[row, target]) ?? Target[row, target])]' }
    @{ File = 'Model/Columns/LabelType.cs'; Text = 'value.ToString(CultureInfo.InvariantCulture) == text'; Fault = 'text.Length > 0' }
    @{ File = 'Model/Calibrations/ClassDecision.cs'; Text = 'probabilities[Positive] >= Least'; Fault = 'probabilities[1] >= Least' }
    @{ File = 'Model/Columns/CategoricalColumn.cs'; Text = 'first < second ? 0'; Fault = 'first > second ? 0' }
    @{ File = 'Evaluations/Metrics/AveragePrecisionMetric.cs'; Text = '(found / taken)'; Fault = '(found / ranking.Positives)'; Tests = 'MetricsTests' }
    @{ File = 'Evaluations/Metrics/MaximumErrorMetric.cs'; Text = 'higherIsBetter: false'; Fault = 'higherIsBetter: true'; Tests = 'MetricsTests' }
    @{ File = 'Model/Columns/NetworkColumn.cs'; Text = 'maximum + (maximum - minimum), double.MaxValue)'; Fault = 'maximum, double.MaxValue)'; Suite = 'OutOfRange' }
    @{ File = 'Numerics/SparseMatrix.cs'; Text = 'destination.Clear();'; Fault = ''; Tests = 'SparseTests' }
    @{ File = 'Propagation/SampleBlocks.cs'; Text = 'block.Clear();'; Fault = ''; Tests = 'SparseTests' }
    @{ File = 'Data/DataSummary.cs'; Text = 'if (_nonZeros[column] < _data.Rows)'; Fault = 'if (_nonZeros[column] == _data.Rows)'; Tests = 'SparseTests' }
    @{ File = 'Model/Columns/TextFeatures.cs'; Text = '>> 31 == 0 ? count'; Fault = '>> 31 != 0 ? count'; Tests = 'TextColumnTests' }
    @{ File = 'Model/Columns/TextFeatures.cs'; Text = '(before, hasBefore) = (word, true);'; Fault = ''; Tests = 'TextColumnTests' }
)
