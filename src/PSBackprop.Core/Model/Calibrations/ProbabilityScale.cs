using PSBackprop.Inference;

namespace PSBackprop.Calibrations;

/// <summary>
/// Probabilities from the net inputs z of the output layer: softmax(z · slope) of classes with an output each, where 1 / slope is the
/// temperature (Guo, Pleiss, Sun, Weinberger 2017), and 1 / (1 + e^−(z · slope + intercept)) for each output that is a yes or no (Platt 1999).
/// </summary>
/// <param name="slope">Above 0: one for all outputs of a distribution, else one for each output.</param>
/// <param name="intercept">One for each output; empty for a distribution.</param>
internal sealed class ProbabilityScale(double[] slope, double[] intercept)
{
    /// <summary>Above 0: one for all outputs of a distribution, else one for each output.</summary>
    public IReadOnlyList<double> Slope { get; } = FixedList.Of(slope);

    /// <summary>One for each output; empty for a distribution.</summary>
    public IReadOnlyList<double> Intercept { get; } = FixedList.Of(intercept);

    /// <summary>Whether the outputs are probabilities of classes, which add up to 1.</summary>
    public bool IsDistribution => intercept.Length == 0;

    /// <summary>The probabilities, [outputs].</summary>
    /// <param name="netInput">z, [outputs].</param>
    public double[] Of(double[] netInput)
    {
        double[] probabilities = Array.ConvertAll(netInput, static z => z);
        if (!IsDistribution)
        {
            for (int j = 0; j < probabilities.Length; j++)
            {
                probabilities[j] = 1 / (1 + Math.Exp(-((netInput[j] * slope[j]) + intercept[j])));
            }

            return probabilities;
        }

        double most = netInput.Max() * slope[0];
        double sum = 0;
        for (int j = 0; j < probabilities.Length; j++)
        {
            probabilities[j] = Math.Exp((netInput[j] * slope[0]) - most);
            sum += probabilities[j];
        }

        return Array.ConvertAll(probabilities, probability => probability / sum);
    }

    /// <summary>What the activation is applied to, for exports.</summary>
    public Expression Scale(Expression netInput) => slope.Length > 1
        ? (netInput * new UnitVector("slope", slope)) + new UnitVector("intercept", intercept)
        : IsDistribution ? netInput * slope[0]
        : (netInput * slope[0]) + intercept[0];
}
