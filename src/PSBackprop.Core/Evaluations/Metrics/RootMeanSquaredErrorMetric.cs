namespace PSBackprop.Evaluations.Metrics;

/// <summary>√(Σ (truth − predicted)² / samples); the mean over targets.</summary>
internal static class RootMeanSquaredErrorMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<NumberPredictions>(
        nameof(RegressionEvaluation.RootMeanSquaredError),
        higherIsBetter: false,
        static numbers => numbers.Scores.Average(static score => score.RootMeanSquaredError));

    public static double OfTarget(TargetErrors target) => Math.Sqrt(target.SquareSum / target.Truth.Length);
}
