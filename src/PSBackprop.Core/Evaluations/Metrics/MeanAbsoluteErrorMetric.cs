namespace PSBackprop.Evaluations.Metrics;

/// <summary>Σ |truth − predicted| / samples; the mean over targets.</summary>
internal static class MeanAbsoluteErrorMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<NumberPredictions>(
        nameof(RegressionEvaluation.MeanAbsoluteError),
        higherIsBetter: false,
        static numbers => numbers.Scores.Average(static score => score.MeanAbsoluteError));

    public static double OfTarget(TargetErrors target)
    {
        double sum = 0;
        for (int i = 0; i < target.Truth.Length; i++)
        {
            sum += target.Absolute(i);
        }

        return sum / target.Truth.Length;
    }
}
