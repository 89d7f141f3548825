namespace PSBackprop.Evaluations.Metrics;

/// <summary>Σ |truth − predicted| / |truth| / samples, as a part and not in per cent; the mean over targets.</summary>
internal static class MeanAbsolutePercentageErrorMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<NumberPredictions>(
        nameof(RegressionEvaluation.MeanAbsolutePercentageError),
        higherIsBetter: false,
        static numbers => numbers.Scores.Average(static score => score.MeanAbsolutePercentageError));

    // Stands for a target of zero, as in scikit-learn: the spacing of doubles at 1.
    private const double LeastTarget = 2.220446049250313e-16;

    public static double OfTarget(TargetErrors target)
    {
        double sum = 0;
        for (int i = 0; i < target.Truth.Length; i++)
        {
            sum += target.Absolute(i) / Math.Max(Math.Abs(target.Truth[i]), LeastTarget);
        }

        return sum / target.Truth.Length;
    }
}
