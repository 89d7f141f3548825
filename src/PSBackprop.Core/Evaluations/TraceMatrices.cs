using PSBackprop.Layers;
using PSBackprop.Numerics;

namespace PSBackprop.Evaluations;

/// <summary>A step of training matrix by matrix, in the order of the algorithm.</summary>
internal static class TraceMatrices
{
    public static IEnumerable<TraceMatrix> Of(TracedStep step)
    {
        for (int l = 0; l < step.Layers.Count; l++)
        {
            TracedLayer traced = step.Layers[l];
            yield return Matrix(step, TraceStep.ForwardPass, l, "Z", traced.NetInput, step.Rows);
            yield return Matrix(step, TraceStep.ForwardPass, l, "A", traced.Output, step.Rows);
        }

        yield return new TraceMatrix(step.Epoch, TraceStep.Loss, null, "E", new[,] { { step.LossValue } });
        for (int l = step.Layers.Count - 1; l >= 0; l--)
        {
            if (l < step.Layers.Count - 1 && !step.Layers[l].Layer.NeedsDelta)
            {
                continue;
            }

            yield return Matrix(step, l == step.Layers.Count - 1 ? TraceStep.OutputDelta : TraceStep.HiddenDelta, l, "Δ", step.Layers[l].Delta, step.Rows);
        }

        foreach (TraceMatrix gradient in Tensors(step, TraceStep.Gradient, "∂E/∂", static traced => traced.Gradient))
        {
            yield return gradient;
        }

        foreach (TraceMatrix parameters in Tensors(step, TraceStep.Update, string.Empty, static traced => traced.After))
        {
            yield return parameters;
        }
    }

    private static IEnumerable<TraceMatrix> Tensors(TracedStep step, TraceStep kind, string prefix, Func<TracedLayer, double[]> values)
    {
        for (int l = 0; l < step.Layers.Count; l++)
        {
            int start = 0;
            foreach (ParameterTensor tensor in step.Layers[l].Layer.Tensors)
            {
                if (tensor.Role != ParameterRole.Statistic)
                {
                    yield return Matrix(
                        step,
                        kind,
                        l,
                        prefix + tensor.Symbol.ToUpperInvariant(),
                        values(step.Layers[l]).AsSpan(start, tensor.Count).ToArray(),
                        tensor.Rows ?? 1);
                }

                start += tensor.Count;
            }
        }
    }

    private static TraceMatrix Matrix(TracedStep step, TraceStep kind, int l, string symbol, double[] values, int rows)
    {
        Layer layer = step.Layers[l].Layer;
        var matrix = new double[rows, values.Length / rows];
        values.AsSpan().CopyTo(FlatMatrix.Of(matrix));
        return new TraceMatrix(step.Epoch, kind, layer.Number, symbol, matrix) { Member = layer.MemberNumber };
    }
}
