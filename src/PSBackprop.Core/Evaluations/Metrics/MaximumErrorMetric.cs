namespace PSBackprop.Evaluations.Metrics;

/// <summary>The largest |truth − predicted| of all samples and targets.</summary>
internal static class MaximumErrorMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<NumberPredictions>(
        nameof(RegressionEvaluation.MaximumError), higherIsBetter: false, static numbers => numbers.Scores.Max(static score => score.MaximumError));

    public static double OfTarget(TargetErrors target)
    {
        double largest = 0;
        for (int i = 0; i < target.Truth.Length; i++)
        {
            largest = Math.Max(largest, target.Absolute(i));
        }

        return largest;
    }
}
