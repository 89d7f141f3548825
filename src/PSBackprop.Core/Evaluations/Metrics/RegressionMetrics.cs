namespace PSBackprop.Evaluations.Metrics;

/// <summary>Metrics of predicted numbers, with scikit-learn's definitions.</summary>
internal static class RegressionMetrics
{
    // Stands for a target of zero in the percentage error: the spacing of doubles at 1.
    private const double LeastTarget = 2.220446049250313e-16;

    /// <param name="name">The target.</param>
    /// <param name="truth">Its values.</param>
    /// <param name="predicted">What was predicted.</param>
    public static TargetScore Of(string name, double[] truth, double[] predicted)
    {
        double mean = truth.Average();
        double residual = 0;
        double total = 0;
        double absolute = 0;
        double relative = 0;
        double largest = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            double error = Math.Abs(truth[i] - predicted[i]);
            residual += error * error;
            total += (truth[i] - mean) * (truth[i] - mean);
            absolute += error;
            relative += error / Math.Max(Math.Abs(truth[i]), LeastTarget);
            largest = Math.Max(largest, error);
        }

        // A constant target has no variance to explain: right is 1, anything else 0.
        // It is told by its values, as their mean may be off by a rounding.
        bool varies = total > 0 && Array.Exists(truth, value => value != truth[0]);
        double r2 = varies ? 1 - (residual / total) : residual == 0 ? 1 : 0;
        return new TargetScore(name, r2, Math.Sqrt(residual / truth.Length), absolute / truth.Length, relative / truth.Length, largest);
    }
}
