using PSBackprop.Layers;
using PSBackprop.Propagation;

using static PSBackprop.Layers.FormulaText;

namespace PSBackprop.Evaluations;

/// <summary>A step of training number by number, in the order of the algorithm.</summary>
internal static class TraceRecords
{
    public static IEnumerable<TraceRecord> Of(TracedStep step) =>
        ForwardPass(step).Concat(LossOf(step)).Concat(OutputDelta(step)).Concat(HiddenDeltas(step)).Concat(Gradients(step)).Concat(Updates(step));

    private static IEnumerable<TraceRecord> ForwardPass(TracedStep step) => Places(step).SelectMany(place =>
    {
        var (l, row, unit) = place;
        TracedLayer traced = step.Layers[l];
        int index = (row * traced.Layer.Units) + unit;
        return new[]
        {
            new TraceRecord(step.Epoch, TraceStep.ForwardPass, "z", NetInput(traced, row, unit), traced.NetInput[index])
            {
                Layer = traced.Layer.Number,
                Member = traced.Layer.MemberNumber,
                Unit = unit + 1,
                Row = row + 1,
            },
            new TraceRecord(step.Epoch, TraceStep.ForwardPass, "a", Activation(traced, row, unit), traced.Output[index])
            {
                Layer = traced.Layer.Number,
                Member = traced.Layer.MemberNumber,
                Unit = unit + 1,
                Row = row + 1,
            },
        };
    });

    private static string NetInput(TracedLayer traced, int row, int unit)
    {
        Layer layer = traced.Layer;
        return layer.ExplainNetInput(traced.Before, traced.Input.AsMemory(row * layer.Inputs, layer.Inputs), unit);
    }

    private static string Activation(TracedLayer traced, int row, int unit)
    {
        string name = traced.Layer.Activation.ToString().ToLowerInvariant();
        string z = Show(traced.NetInput[(row * traced.Layer.Units) + unit]);
        return traced.Layer.Function.IsElementwise ? $"{name}({z})" : $"{name}({z}, over {traced.Layer.Units} units)";
    }

    private static IEnumerable<TraceRecord> LossOf(TracedStep step)
    {
        TracedLayer output = step.Layers[^1];
        int units = output.Layer.Units;
        for (int row = 0; row < step.Rows; row++)
        {
            Range range = (row * units)..((row + 1) * units);
            double value = step.Loss.Sum<double>(output.NetInput.AsSpan(range), output.Output.AsSpan(range), step.Target.AsSpan(range), default, units);
            int first = row * units;
            string formula = step.Loss.IsPerUnit && units > 1
                ? Sum(units, unit => OneUnit(step, output, first + unit)) + (step.Loss.IsAverage ? $", divided by {units}" : string.Empty)
                : $"e({Shown(output.Output, row, units)}; target {Shown(step.Target, row, units)})";
            yield return new TraceRecord(step.Epoch, TraceStep.Loss, "E", formula, value) { Row = row + 1 };
        }

        string total = step.Loss.IsMean ? "the mean over the rows" : "the sum over the rows";
        string penalty = step.L1 > 0 || step.L2 > 0 ? ", and the penalty on the weights" : string.Empty;
        yield return new TraceRecord(step.Epoch, TraceStep.Loss, "E", total + penalty, step.LossValue);
    }

    private static double OneUnit(TracedStep step, TracedLayer output, int index) =>
        step.Loss.Sum<double>(output.NetInput.AsSpan(index, 1), output.Output.AsSpan(index, 1), step.Target.AsSpan(index, 1), default, 1);

    private static string Shown(double[] values, int row, int units)
    {
        const int shown = 4;
        string text = string.Join(", ", Enumerable.Range(0, Math.Min(units, shown)).Select(unit => Show(values[(row * units) + unit])));
        return units > shown ? $"{text}, …" : text;
    }

    private static IEnumerable<TraceRecord> OutputDelta(TracedStep step)
    {
        int l = step.Layers.Count - 1;
        TracedLayer output = step.Layers[l];
        for (int index = 0; index < step.Rows * output.Layer.Units; index++)
        {
            string formula = output.OutputGradient.Length == 0
                ? $"({Show(output.Output[index])} − {Bracketed(step.Target[index])}){Factor(step)}"
                : output.Slope.Length == 0 ? "∂E/∂a through the softmax"
                : $"∂E/∂a · f′(z) = {Bracketed(output.OutputGradient[index])} · {Bracketed(output.Slope[index])}";
            yield return Delta(step, TraceStep.OutputDelta, l, index, formula);
        }
    }

    private static string Factor(TracedStep step) => step.Factor == 1 ? string.Empty : $" / {step.Rows}";

    private static IEnumerable<TraceRecord> HiddenDeltas(TracedStep step)
    {
        for (int l = step.Layers.Count - 2; l >= 0; l--)
        {
            TracedLayer traced = step.Layers[l];
            if (!traced.Layer.NeedsDelta)
            {
                continue;
            }

            TracedLayer above = step.Layers[traced.Above];
            int units = traced.Layer.Units;
            int unitsAbove = above.Layer.Units;
            for (int index = 0; index < step.Rows * units; index++)
            {
                int row = index / units;
                int unit = index % units;
                string sum = above.Layer.ExplainInputDelta(above.Before, above.Delta.AsMemory(row * unitsAbove, unitsAbove), unit);
                string formula = traced.Slope.Length == 0 ? $"{sum} through the softmax" : $"{sum} · {Bracketed(traced.Slope[index])}";
                yield return Delta(step, TraceStep.HiddenDelta, l, index, formula);
            }
        }
    }

    private static TraceRecord Delta(TracedStep step, TraceStep kind, int l, int index, string formula)
    {
        Layer layer = step.Layers[l].Layer;
        int units = layer.Units;
        return new TraceRecord(step.Epoch, kind, "δ", formula, step.Layers[l].Delta[index])
        {
            Layer = layer.Number,
            Member = layer.MemberNumber,
            Unit = (index % units) + 1,
            Row = (index / units) + 1,
        };
    }

    private static IEnumerable<TraceRecord> Gradients(TracedStep step) => Parameters(step).Select(parameter => new TraceRecord(
        step.Epoch, TraceStep.Gradient, $"∂E/∂{parameter.Tensor.Symbol}", Gradient(step, parameter), parameter.Traced.Gradient[parameter.Index])
    {
        Layer = parameter.Traced.Layer.Number,
        Member = parameter.Traced.Layer.MemberNumber,
        Unit = parameter.Unit + 1,
        Source = parameter.Source + 1,
    });

    private static string Gradient(TracedStep step, Parameter parameter)
    {
        TracedLayer traced = parameter.Traced;
        Func<int, double>? input = parameter.Source is { } source ? row => traced.Input[(row * traced.Layer.Inputs) + source] : null;
        string ofLoss = traced.Layer.ExplainGradient(
            parameter.Tensor, step.Rows, input, row => traced.Delta[(row * traced.Layer.Units) + parameter.Unit]);
        return parameter.Index < traced.Layer.WeightCount ? ofLoss + PenaltyGradient(step, traced.Before[parameter.Index]) : ofLoss;
    }

    // λ₂ w + λ₁ sign(w), as far as there are such penalties.
    private static string PenaltyGradient(TracedStep step, double weight)
    {
        string square = step.L2 > 0 ? $" + {Show(step.L2)} · {Bracketed(weight)}" : string.Empty;
        return step.L1 > 0 && weight != 0 ? $"{square} + {Bracketed(Math.CopySign(step.L1, weight))}" : square;
    }

    private static IEnumerable<TraceRecord> Updates(TracedStep step) => Parameters(step).Select(parameter =>
    {
        double before = parameter.Traced.Before[parameter.Index];
        double after = parameter.Traced.After[parameter.Index];
        string formula = step.IsPlainDescent
            ? $"{Show(before)} − {Show(step.LearningRate)} · {Bracketed(parameter.Traced.Gradient[parameter.Index])}"
            : $"{Show(before)} + {Bracketed(after - before)} ({step.Method.Split(',')[0]})";
        return new TraceRecord(step.Epoch, TraceStep.Update, parameter.Tensor.Symbol, formula, after)
        {
            Layer = parameter.Traced.Layer.Number,
            Member = parameter.Traced.Layer.MemberNumber,
            Unit = parameter.Unit + 1,
            Source = parameter.Source + 1,
            Previous = before,
        };
    });

    private static IEnumerable<(int Layer, int Row, int Unit)> Places(TracedStep step) =>
        from l in Enumerable.Range(0, step.Layers.Count)
        from row in Enumerable.Range(0, step.Rows)
        from unit in Enumerable.Range(0, step.Layers[l].Layer.Units)
        select (l, row, unit);

    // Every trained parameter: a weight of each source for each unit, then what each unit has alone.
    private static IEnumerable<Parameter> Parameters(TracedStep step)
    {
        foreach (TracedLayer traced in step.Layers)
        {
            int start = 0;
            foreach (ParameterTensor tensor in traced.Layer.Tensors)
            {
                for (int i = 0; i < tensor.Count && tensor.Role != ParameterRole.Statistic; i++)
                {
                    yield return new Parameter(traced, tensor, start + i, i % tensor.Columns, tensor.Rows is null ? null : i / tensor.Columns);
                }

                start += tensor.Count;
            }
        }
    }

    private sealed record Parameter(TracedLayer Traced, ParameterTensor Tensor, int Index, int Unit, int? Source);
}
