using PSBackprop.Activations;
using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training;
using PSBackprop.Training.Schedules;

namespace PSBackprop.Core.Tests;

/// <summary>Validation, early stopping, weights of samples and classes, dropout, penalties and freezing.</summary>
public sealed class ControlTests
{
    private static readonly DataMatrix s_input = Blobs().Input;
    private static readonly DataMatrix s_target = Blobs().Target;

    [Fact]
    public void A_validation_split_takes_the_same_part_of_each_class_and_always_the_same_rows()
    {
        // 30, 60 and 90 samples.
        int[] labels = [.. Enumerable.Range(0, 180).Select(i => i < 30 ? 0 : i < 90 ? 1 : 2)];
        var target = DataMatrix.FromRows("y", [.. labels.Select(label => OneHot(label, 3))]);
        var output = ActivationFamily.Create(Activation.Softmax);
        var (training, validation) = ValidationSplit.Rows(ClassTargets.Labels(target, output), 0.2, seed: 7);
        Assert.Equal([6, 12, 18], Enumerable.Range(0, 3).Select(label => validation.Count(row => labels[row] == label)));
        Assert.Equal(Enumerable.Range(0, 180), training.Concat(validation).Order());
        Assert.Equal(validation, ValidationSplit.Rows(ClassTargets.Labels(target, output), 0.2, seed: 7).Validation);
        Assert.NotEqual(validation, ValidationSplit.Rows(ClassTargets.Labels(target, output), 0.2, seed: 8).Validation);
    }

    [Fact]
    public void Validation_loss_is_that_of_the_network_after_the_epoch_without_penalty()
    {
        var network = NewNetwork();
        var options = new TrainingOptions { Epoch = 3, L2 = 0.1, ValidationInput = s_input, ValidationTarget = s_target, Metric = [Metric.Accuracy] };
        Trainer.Train(network, s_input, s_target, options, null, default);
        double expected = Propagated.Of(network, s_input, s_target, LossFamily.Create(Loss.CategoricalCrossEntropy)).Loss;
        Assert.Equal(expected, network.History[^1].ValidationLoss!.Value, 1e-12);
        double[][] outputs = [.. Predictor.Create(network, 120).Predict(s_input, default)];
        double right = outputs.Select((output, i) => s_target[i, Array.IndexOf(output, output.Max())]).Average();
        Assert.Equal(right, network.History[^1].ValidationMetric["Accuracy"], 1e-12);
    }

    [Fact]
    public void Early_stopping_restores_the_best_epoch_whatever_ended_the_training()
    {
        // Random labels cannot be learned, so validation soon gets worse.
        var random = new Random(3);
        var noise = DataMatrix.FromRows("y", [.. Enumerable.Range(0, 120).Select(_ => OneHot(random.Next(3), 3))]);
        foreach (var (patience, reason, last) in
            new[] { (5, StopReason.EarlyStopping, 200), (1000, StopReason.EpochLimit, 200), (1000, StopReason.Cancelled, 90) })
        {
            var network = NewNetwork();
            var options = new TrainingOptions { Epoch = 200, LearningRate = 0.05, ValidationSplit = 0.3, Patience = patience };
            var summary = Trainer.Train(network, s_input, noise, options, record => last == 200 || record.Epoch < last, default);
            Assert.Equal(reason, summary.StopReason);
            EpochRecord best = network.History.MinBy(record => record.ValidationLoss)!;
            Assert.Equal(best.Epoch, summary.BestEpoch);
            var (_, validation) = ValidationSplit.Rows(ClassTargets.Labels(noise, network.Layers[^1].Function), 0.3, network.Seed);
            double loss = Propagated.Of(network, s_input.Select(validation), noise.Select(validation), LossFamily.Create(Loss.CategoricalCrossEntropy)).Loss;
            Assert.Equal(best.ValidationLoss!.Value, loss, 1e-12);
            Assert.True(summary.Epochs == last || summary.Epochs == best.Epoch + patience);
        }
    }

    [Fact]
    public void The_last_weights_are_kept_where_asked_for()
    {
        var network = NewNetwork();
        double last = 0;
        var options = new TrainingOptions { Epoch = 60, LearningRate = 0.1, ValidationSplit = 0.3, Patience = 3, KeepLastWeight = true };
        var summary = Trainer.Train(network, s_input, s_target, options, record => (last = record.ValidationLoss!.Value) >= 0, default);
        var (_, validation) = ValidationSplit.Rows(ClassTargets.Labels(s_target, network.Layers[^1].Function), 0.3, network.Seed);
        double loss = Propagated.Of(network, s_input.Select(validation), s_target.Select(validation), LossFamily.Create(Loss.CategoricalCrossEntropy)).Loss;
        Assert.Equal(last, loss, 1e-12);
        Assert.Null(summary.BestEpoch);
    }

    [Fact]
    public void A_sample_that_weighs_two_counts_like_two()
    {
        double[] weights = [.. Enumerable.Range(0, 120).Select(i => i % 3 == 0 ? 2.0 : i % 3 == 1 ? 1.0 : 0.0)];
        int[] repeated = [.. Enumerable.Range(0, 120).SelectMany(i => Enumerable.Repeat(i, (int)weights[i]))];
        var weighted = NewNetwork();
        var plain = NewNetwork();
        Trainer.Train(weighted, s_input, s_target, new TrainingOptions { Epoch = 5, FullBatch = true, SampleWeight = weights }, null, default);
        Trainer.Train(plain, s_input.Select(repeated), s_target.Select(repeated), new TrainingOptions { Epoch = 5, FullBatch = true }, null, default);
        Oracle.AssertClose(plain.Parameters, weighted.Parameters, 1e-9);
        Oracle.AssertClose(plain.History[^1].Loss, weighted.History[^1].Loss, 1e-10, "loss");
    }

    [Fact]
    public void Balanced_classes_weigh_alike()
    {
        int[] labels = [.. Enumerable.Range(0, 100).Select(i => i < 90 ? 0 : 1)];
        var target = DataMatrix.FromColumn("y", [.. labels.Select(label => (double)label)]);
        double[] weights = SampleWeights.Of(
            new TrainingOptions { BalancedClasses = true },
            null,
            target,
            ActivationFamily.Create(Activation.Sigmoid),
            isClassification: true);
        Assert.Equal(100 / (2 * 90.0), weights[0], 1e-15);
        Assert.Equal(100 / (2 * 10.0), weights[99], 1e-15);
    }

    // Müller et al. 2019: a class target of 1 becomes 1 − s + s / k, the others s / k; a yes or no is one of two classes.
    [Theory]
    [InlineData(Activation.Sigmoid, 1)]
    [InlineData(Activation.Softmax, 3)]
    public void Label_smoothing_is_training_on_smoothed_targets(Activation output, int outputs)
    {
        const double smoothing = 0.2;
        double[][] rows = [[0, 1], [1, 0], [1, 1], [0.5, -1]];
        double[][] target = [.. rows.Select((_, i) => Enumerable.Range(0, outputs).Select(j => i % 3 == j ? 1.0 : 0).ToArray())];
        double[][] smoothed = [.. target.Select(row => row.Select(value => ((1 - smoothing) * value) + (smoothing / Math.Max(outputs, 2))).ToArray())];
        double[] Trained(double[][] targets, double labelSmoothing)
        {
            var network = Network.Create(
                2,
                [new LayerSpecification { Units = 4 }, new LayerSpecification { Units = outputs }],
                new NetworkSettings { OutputActivation = output, Seed = 2 });
            Trainer.Train(
                network,
                DataMatrix.FromRows("x", rows),
                DataMatrix.FromRows("y", targets),
                new TrainingOptions { Epoch = 20, LabelSmoothing = labelSmoothing },
                null,
                default);
            return [.. network.Parameters, network.History[^1].Loss];
        }

        Assert.All(Trained(target, smoothing).Zip(Trained(smoothed, 0)), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void A_frozen_layer_keeps_weights_longer_than_the_maximal_norm()
    {
        var network = Network.Create(
            2,
            [new LayerSpecification { Units = 4, Frozen = FrozenPart.Weights }, new LayerSpecification { Units = 2 }],
            new NetworkSettings { Seed = 2 });
        double[] before = [.. network.Parameters[..8]];
        Trainer.Train(
            network,
            DataMatrix.FromRows("x", [[0, 1], [1, 0]]),
            DataMatrix.FromRows("y", [[1, 0], [0, 1]]),
            new TrainingOptions { Epoch = 2, MaxNorm = 0.01 },
            null,
            default);
        Assert.Equal(before, network.Parameters[..8]);
        Assert.All(network.Parameters[12..20], weight => Assert.InRange(weight, -0.01, 0.01));
    }

    [Fact]
    public void Less_than_the_minimum_improvement_is_none()
    {
        var stopping = new EarlyStopping<double>(patience: 2, minimumImprovement: 0.1, parameters: 1);
        Assert.False(stopping.Observe(1, 1.0, [5]));
        Assert.False(stopping.Observe(2, 0.85, [6]));
        Assert.False(stopping.Observe(3, 0.8, [7]));
        Assert.True(stopping.Observe(4, 0.76, [8]));
        Assert.Equal(2, stopping.BestEpoch);
        double[] restored = [0];
        stopping.Restore(restored);
        Assert.Equal(6, restored[0]);
    }

    [Fact]
    public void Waiting_goes_on_where_a_checkpoint_was_written()
    {
        var before = new EarlyStopping<double>(patience: 3, minimumImprovement: 0, parameters: 1);
        before.Observe(1, 1.0, [5]);
        before.Observe(2, 1.1, [6]);
        before.Observe(3, 1.2, [7]);
        var state = new TrainingState();
        before.Save(state);
        var after = new EarlyStopping<double>(patience: 3, minimumImprovement: 0, parameters: 1);
        after.Load(state);
        Assert.Equal(1, after.BestEpoch);
        Assert.True(after.Observe(4, 1.05, [8]));
    }

    // As in PyTorch: a rate that would fall by no more than 1e-8 stays.
    [Fact]
    public void A_rate_that_is_as_good_as_zero_is_lowered_no_further()
    {
        const double rate = 1e-6;
        LearningRateSchedule schedule = ScheduleFamily.All[ScheduleKind.Plateau].Create(
            new TrainingOptions { LearningRateSchedule = ScheduleKind.Plateau, ScheduleStep = 1, ScheduleDecay = 0.1 });
        schedule.Observe(1, rate);
        double[] rates = new double[10];
        for (int i = 0; i < rates.Length; i++)
        {
            schedule.Observe(1, rate);
            rates[i] = schedule.At(rate, default);
        }

        // 1e-6 falls to 1e-7 and to 1e-8; the next fall would be of 9e-9.
        Oracle.AssertClose([1e-6, 1e-7, 1e-7, 1e-8, 1e-8, 1e-8, 1e-8, 1e-8, 1e-8, 1e-8], rates, 1e-20);
    }

    // PyTorch's OneCycleLR with total_steps = 1 and = 2: the two ends of the falling wave, η / 25e4 the lower of them.
    [Fact]
    public void One_cycle_of_one_step_ends_where_a_longer_one_does()
    {
        LearningRateSchedule schedule = ScheduleFamily.All[ScheduleKind.OneCycle].Create(new TrainingOptions { LearningRateSchedule = ScheduleKind.OneCycle });
        Assert.Equal(1 / 25e4, schedule.At(1, new TrainingTime(0, 1, 0, 1)), 1e-12);
        Assert.Equal(1 / 25e4, schedule.At(1, new TrainingTime(0, 1, 1, 2)), 1e-12);
        Assert.InRange(schedule.At(1, new TrainingTime(0, 1, 0, 2)), 0.5, 1);
    }

    [Fact]
    public void A_validation_loss_that_is_not_finite_at_first_is_waited_through()
    {
        var stopping = new EarlyStopping<double>(patience: 3, minimumImprovement: 0, parameters: 1);
        Assert.False(stopping.Observe(1, double.NaN, [5]));
        Assert.False(stopping.Observe(2, double.PositiveInfinity, [6]));
        Assert.Null(stopping.BestEpoch);
        var state = new TrainingState();
        stopping.Save(state);
        var resumed = new EarlyStopping<double>(patience: 3, minimumImprovement: 0, parameters: 1);
        resumed.Load(state);
        foreach (EarlyStopping<double> each in new[] { stopping, resumed })
        {
            Assert.False(each.Observe(3, 2, [7]));
            Assert.False(each.Observe(4, 1, [8]));
            Assert.False(each.Observe(5, double.NaN, [9]));
            Assert.False(each.Observe(6, 3, [10]));
            Assert.True(each.Observe(7, 1, [11]));
            Assert.Equal(4, each.BestEpoch);
            double[] restored = [0];
            each.Restore(restored);
            Assert.Equal(8, restored[0]);
        }
    }

    [Fact]
    public void A_rate_lowered_on_a_plateau_stays_lowered_across_a_checkpoint()
    {
        LearningRateSchedule Plateau() =>
            ScheduleFamily.All[ScheduleKind.Plateau].Create(
                new TrainingOptions { LearningRateSchedule = ScheduleKind.Plateau, ScheduleStep = 1, ScheduleDecay = 0.5 });
        LearningRateSchedule before = Plateau();
        foreach (double loss in new[] { 1.0, 1.0, 1.0 })
        {
            before.Observe(loss, 0.1);
        }

        var state = new TrainingState();
        before.Save(state);
        LearningRateSchedule after = Plateau();
        after.Load(state);
        Assert.Equal(0.05, before.At(0.1, default), 1e-15);
        Assert.Equal(0.05, after.At(0.1, default), 1e-15);
    }

    [Fact]
    public void Each_layer_drops_outputs_of_its_own()
    {
        LayerSpecification hidden = new() { Units = 40, Dropout = 0.5 };
        var network = Network.Create(3, [hidden, hidden, new LayerSpecification { Units = 1 }], new NetworkSettings { Seed = 1 });
        var workspace = Workspace<double>.ForTraining(network, 5);
        ForwardPass.Run<double>(workspace, new double[15], 5);
        Assert.NotEqual(workspace.Buffers[0].Mask, workspace.Buffers[1].Mask);
        Assert.Contains(0.0, workspace.Buffers[0].Mask);
    }

    [Fact]
    public void Dropout_silences_the_part_it_says_and_keeps_the_mean()
    {
        var mask = new double[100_000];
        new DropoutDraw(12345, 0).Fill<double>(mask, layer: 0, units: 10, probability: 0.3);
        Assert.Equal(0.3, mask.Count(value => value == 0) / 100_000.0, 0.01);
        Assert.Equal(1, mask.Average(), 0.01);
        Assert.All(mask, value => Assert.True(value is 0 or (1 / 0.7)));

        // A row has the same mask wherever its block begins, and another in another layer.
        var part = new double[100];
        new DropoutDraw(12345, 40).Fill<double>(part, layer: 0, units: 10, probability: 0.3);
        Assert.Equal(mask[400..500], part);
        new DropoutDraw(12345, 40).Fill<double>(part, layer: 1, units: 10, probability: 0.3);
        Assert.NotEqual(mask[400..500], part);
    }

    [Fact]
    public void Backpropagation_through_dropout_agrees_with_central_differences()
    {
        var network = Network.Create(
            2,
            [new LayerSpecification { Units = 12, Dropout = 0.4 }, new LayerSpecification { Units = 3 }],
            new NetworkSettings { OutputActivation = Activation.Softmax, Seed = 2 });
        var loss = LossFamily.Create(Loss.CategoricalCrossEntropy);
        double[] parameters = [.. network.Parameters];
        double[] gradient = Propagated.Of(network, s_input, s_target, loss).Gradient;
        for (int i = 0; i < parameters.Length; i++)
        {
            double Moved(double offset)
            {
                double[] moved = [.. parameters];
                moved[i] += offset;
                network.SetParameters(moved);
                return Propagated.Of(network, s_input, s_target, loss).Loss;
            }

            Assert.Equal((Moved(1e-5) - Moved(-1e-5)) / 2e-5, gradient[i], 1e-8);
        }
    }

    [Fact]
    public void Dropout_is_for_training_alone_and_its_draws_repeat()
    {
        Network Trained()
        {
            var network = Network.Create(
                2,
                [new LayerSpecification { Units = 20, Dropout = 0.5 }, new LayerSpecification { Units = 3 }],
                new NetworkSettings { OutputActivation = Activation.Softmax, Seed = 2 });
            Trainer.Train(network, s_input, s_target, new TrainingOptions { Epoch = 5 }, null, default);
            return network;
        }

        var first = Trained();
        Assert.Equal(first.Parameters, Trained().Parameters);
        double[] Predict() => [.. Predictor.Create(first, 120).Predict(s_input, default).SelectMany(output => output)];
        Assert.Equal(Predict(), Predict());
    }

    [Theory]
    [InlineData(Activation.Linear)]
    [InlineData(Activation.Tanh)]
    public void Batch_normalization_folded_predicts_as_it_evaluates(Activation before)
    {
        var network = Network.Create(
            2,
            [
                new LayerSpecification { Units = 8, Activation = before },
                new LayerSpecification { Kind = LayerKind.BatchNormalization, Activation = Activation.ReLU },
                new LayerSpecification { Units = 3 },
            ],
            new NetworkSettings { OutputActivation = Activation.Softmax, Seed = 2 });
        var options = new TrainingOptions { Epoch = 20, ValidationInput = s_input, ValidationTarget = s_target };
        Trainer.Train(network, s_input, s_target, options, null, default);
        Assert.Equal(before == Activation.Linear ? 2 : 3, NormalizationFolding.Fold(network).Layers.Count);
        double loss = 0;
        double[][] outputs = [.. Predictor.Create(network, 120).Predict(s_input, default)];
        for (int i = 0; i < outputs.Length; i++)
        {
            loss -= Math.Log(outputs[i][Array.IndexOf(OneHotOf(i), 1)]) / outputs.Length;
        }

        Assert.Equal(network.History[^1].ValidationLoss!.Value, loss, 1e-9);

        double[] OneHotOf(int row) => [.. Enumerable.Range(0, 3).Select(j => s_target[row, j])];
    }

    [Fact]
    public void L1_leaves_fewer_weights_that_matter_and_the_loss_counts_it()
    {
        var plain = NewNetwork();
        var sparse = NewNetwork();
        Trainer.Train(plain, s_input, s_target, new TrainingOptions { Epoch = 100, LearningRate = 0.01 }, null, default);
        Trainer.Train(sparse, s_input, s_target, new TrainingOptions { Epoch = 100, LearningRate = 0.01, L1 = 0.02 }, null, default);
        int Small(Network network) => network.Parameters.Count(value => Math.Abs(value) < 0.02);
        Assert.True(Small(sparse) > Small(plain) + 5);

        var once = NewNetwork();
        double magnitudes = once.Layers.Cast<DenseLayer>().Sum(layer => layer.Weights.Cast<double>().Sum(Math.Abs));
        double data = Propagated.Of(once, s_input, s_target, LossFamily.Create(Loss.CategoricalCrossEntropy)).Loss;
        Trainer.Train(once, s_input, s_target, new TrainingOptions { Epoch = 1, FullBatch = true, L1 = 0.02 }, null, default);
        Assert.Equal(data + (0.02 * magnitudes), once.History[0].Loss, 1e-12);
    }

    [Fact]
    public void Warm_up_rises_in_equal_steps_to_the_full_rate()
    {
        var network = NewNetwork();
        Trainer.Train(network, s_input, s_target, new TrainingOptions { Epoch = 8, FullBatch = true, LearningRate = 0.1, WarmupEpoch = 4 }, null, default);
        Oracle.AssertClose([0.02, 0.04, 0.06, 0.08, 0.1, 0.1, 0.1, 0.1], [.. network.History.Select(record => record.LearningRate)], 1e-15);
    }

    [Fact]
    public void A_plateau_lowers_the_rate()
    {
        // At a rate of a millionth the loss falls by less than a ten-thousandth of itself.
        var network = NewNetwork();
        var options = new TrainingOptions
        {
            Epoch = 9,
            FullBatch = true,
            Optimizer = OptimizerKind.Sgd,
            LearningRate = 1e-6,
            LearningRateSchedule = ScheduleKind.Plateau,
            ScheduleStep = 2,
            ScheduleDecay = 0.5,
            MinimumLearningRate = 4e-7,
        };
        Trainer.Train(network, s_input, s_target, options, null, default);
        Oracle.AssertClose([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.4, 0.4], [.. network.History.Select(record => record.LearningRate * 1e6)], 1e-12);
    }

    [Fact]
    public void The_caller_may_end_a_training()
    {
        var network = NewNetwork();
        var summary = Trainer.Train(network, s_input, s_target, new TrainingOptions { Epoch = 50 }, record => record.Epoch < 4, default);
        Assert.Equal((StopReason.Cancelled, 4), (summary.StopReason, summary.Epochs));
    }

    [Theory]
    [InlineData("BatchContradiction")]
    [InlineData("NesterovWithoutMomentum")]
    [InlineData("PatienceWithoutValidation")]
    [InlineData("NeedsPatience")]
    [InlineData("ValidationContradiction")]
    [InlineData("ValidationHalf")]
    [InlineData("ValidationSplitEmpty")]
    [InlineData("WarmupTooLong")]
    [InlineData("SettingWithoutEffect")]
    [InlineData("ClassUnknown")]
    [InlineData("ClassWeightValue")]
    [InlineData("SampleWeightCount")]
    [InlineData("SampleWeightValue")]
    [InlineData("NoSampleCounts")]
    [InlineData("AllFrozen")]
    public void A_contradiction_is_one_clear_error(string id)
    {
        var network = NewNetwork();
        var options = new TrainingOptions();
        switch (id)
        {
            case "BatchContradiction": (options.FullBatch, options.BatchSize) = (true, 3); break;
            case "NesterovWithoutMomentum": (options.Optimizer, options.Nesterov) = (OptimizerKind.Sgd, true); break;
            case "PatienceWithoutValidation": options.Patience = 3; break;
            case "NeedsPatience": options.KeepLastWeight = true; break;
            case "ValidationContradiction": (options.ValidationSplit, options.ValidationInput, options.ValidationTarget) = (0.2, s_input, s_target); break;
            case "ValidationHalf": options.ValidationInput = s_input; break;
            case "ValidationSplitEmpty": options.ValidationSplit = 0.0001; break;
            case "WarmupTooLong": options.WarmupEpoch = 200; break;
            case "SettingWithoutEffect": options.Rho = 0.9; break;
            case "ClassUnknown": options.ClassWeight = new Dictionary<int, double> { [3] = 1 }; break;
            case "ClassWeightValue": options.ClassWeight = new Dictionary<int, double> { [0] = -1 }; break;
            case "SampleWeightCount": options.SampleWeight = [1, 2]; break;
            case "SampleWeightValue": options.SampleWeight = [.. Enumerable.Repeat(double.NaN, 120)]; break;
            case "NoSampleCounts": options.SampleWeight = new double[120]; break;
            default:
                foreach (Layer layer in network.Layers)
                {
                    layer.Frozen = FrozenPart.All;
                }

                break;
        }

        double[] before = network.Parameters;
        var fault = Assert.Throws<BackpropException>(() => Trainer.Train(network, s_input, s_target, options, null, default));
        Assert.Equal(id, fault.Id);
        Assert.Same(before, network.Parameters);
        Assert.Empty(network.History);
    }

    [Fact]
    public void Class_weights_need_classes()
    {
        var network = Network.Create(2, [new LayerSpecification { Units = 3 }], new NetworkSettings());
        var fault = Assert.Throws<BackpropException>(
            () => Trainer.Train(network, s_input, s_target, new TrainingOptions { BalancedClasses = true }, null, default));
        Assert.Equal("ClassWeightWithoutClasses", fault.Id);
    }

    private static Network NewNetwork() => Network.Create(
        2,
        [new LayerSpecification { Units = 8 }, new LayerSpecification { Units = 3 }],
        new NetworkSettings { OutputActivation = Activation.Softmax, Seed = 2 });

    // Three clouds of forty points.
    private static (DataMatrix Input, DataMatrix Target) Blobs()
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, 120).Select(i => (Label: i % 3, X: random.NextDouble() - 0.5, Y: random.NextDouble() - 0.5)).ToArray();
        return (
            DataMatrix.FromRows("x", [.. rows.Select(row => new[] { row.X + Math.Sin(2 * row.Label), row.Y + Math.Cos(2 * row.Label) })]),
            DataMatrix.FromRows("y", [.. rows.Select(row => OneHot(row.Label, 3))]));
    }

    private static double[] OneHot(int label, int classes) => [.. Enumerable.Range(0, classes).Select(j => j == label ? 1.0 : 0.0)];
}
