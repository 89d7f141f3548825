namespace PSBackprop.Evaluations.Metrics;

/// <summary>
/// 1 − Σ (truth − predicted)² / Σ (truth − mean)², the part of a target's variance that is explained (Wright 1921); the mean over
/// targets.
/// </summary>
internal static class R2Metric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<NumberPredictions>(
        nameof(RegressionEvaluation.R2), higherIsBetter: true, static numbers => numbers.Scores.Average(static score => score.R2));

    public static double OfTarget(TargetErrors target)
    {
        double[] truth = target.Truth;
        double mean = truth.Average();
        double total = 0;
        foreach (double value in truth)
        {
            total += (value - mean) * (value - mean);
        }

        // A constant target has no variance to explain: right is 1, anything else 0.
        // It is told by its values, as their mean may be off by a rounding.
        bool varies = total > 0 && Array.Exists(truth, value => value != truth[0]);
        return varies ? 1 - (target.SquareSum / total) : target.SquareSum == 0 ? 1 : 0;
    }
}
