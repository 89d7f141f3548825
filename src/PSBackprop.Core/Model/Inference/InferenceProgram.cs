using PSBackprop.Calibrations;

namespace PSBackprop.Inference;

/// <summary>
/// All that a network computes in prediction, from the numbers of its columns to numbers in the targets' own units, to calibrated
/// probabilities, or to what it gives back of a row, which stays as it is.
/// </summary>
internal static class InferenceProgram
{
    /// <summary>The steps, in their order; those that change nothing are left out.</summary>
    /// <exception cref="BackpropException">A layer or an activation cannot be said in primitive operations.</exception>
    public static IReadOnlyList<InferenceStep> Of(Network network)
    {
        var steps = new List<InferenceStep>();
        if (network.Columns is { } columns)
        {
            Add("input", columns.Scale(Expression.Input), isOfColumns: true);
        }

        double[] parameters = network.Parameters;
        for (int l = 0; l < network.Layers.Count; l++)
        {
            Layer layer = network.Layers[l];
            ReadOnlyMemory<double> own = parameters.AsMemory(layer.Offset, layer.ParameterCount);
            string name = $"layer{l + 1}";
            Add(name, layer.InferNetInput(Expression.Input, own) ?? throw Errors.NotExportable(l + 1, $"kind {layer.Kind}"));
            ProbabilityScale? scale = l == network.Layers.Count - 1 ? network.Calibration?.Probabilities : null;
            if (scale is not null)
            {
                Add($"{name}/calibration", scale.Scale(Expression.Input));
            }

            Expression? output = scale is { IsDistribution: false } ? Expression.Sigmoid(Expression.Input) : layer.Function.Infer(Expression.Input);
            Add($"{name}/activation", output ?? throw Errors.NotExportable(l + 1, $"activation {layer.Activation}"));
        }

        if (network.Columns is { Purpose.GivesRowsBack: false } targets)
        {
            Add("target", targets.Unscale(Expression.Input), isOfColumns: true);
        }

        return steps;

        void Add(string name, Expression result, bool isOfColumns = false)
        {
            if (result != Expression.Input)
            {
                steps.Add(new InferenceStep(name, result, isOfColumns));
            }
        }
    }
}
