using MathNet.Numerics.RootFinding;

namespace PSBackprop.Evaluations;

/// <summary>
/// Fits the factor s = 1 / temperature in softmax(s z) by the least cross-entropy (Guo, Pleiss, Sun, Weinberger 2017). One row more counts as
/// being of each class in equal parts, so that the factor is finite where all rows are told right, and no row becomes more certain than
/// that many rows can show.
/// </summary>
internal static class TemperatureScaling
{
    private const double Greatest = 1e9;

    /// <param name="netInput">z, [rows][classes].</param>
    /// <param name="truth">The class of each row.</param>
    /// <param name="cancellationToken">Checked before each look at all rows.</param>
    /// <returns>The factor, above 0; null where z does not rise with what came true.</returns>
    public static double? Fit(IReadOnlyList<double[]> netInput, int[] truth, CancellationToken cancellationToken)
    {
        double all = (double)truth.Length / (truth.Length + 1);

        // The part of the gradient that does not depend on the factor: the mean of z by the targets.
        double[] wanted = [.. netInput.Select((row, i) => (all * row[truth[i]]) + ((1 - all) * row.Average()))];
        if (!(Gradient(0) < 0))
        {
            return null;
        }

        double high = 1;
        while (Gradient(high) < 0)
        {
            high *= 2;
            if (high > Greatest)
            {
                return null;
            }
        }

        // It rises with the factor, so that there is one root.
        double low = high > 1 ? high / 2 : 0;
        return Brent.TryFindRoot(Gradient, low, high, accuracy: 1e-14 * high, maxIterations: 200, out double root) && root > 0 ? root : null;

        double Gradient(double factor)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double sum = 0;
            for (int i = 0; i < netInput.Count; i++)
            {
                double[] row = netInput[i];
                double most = row.Max();
                var (total, weighted) = (0.0, 0.0);
                foreach (double z in row)
                {
                    double probability = Math.Exp(factor * (z - most));
                    total += probability;
                    weighted += probability * z;
                }

                sum += (weighted / total) - wanted[i];
            }

            return sum / netInput.Count;
        }
    }
}
