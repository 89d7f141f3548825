namespace PSBackprop.Evaluations.Metrics;

/// <summary>The correlation of truth and prediction, of two classes or more; 0 where either does not vary (Matthews 1975; Gorodkin 2004).</summary>
internal static class MatthewsCorrelationMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<ClassDecisions>(
        nameof(ClassificationEvaluation.MatthewsCorrelation), higherIsBetter: true, static decisions => Of(decisions));

    private static double Of(ClassDecisions decisions)
    {
        double samples = decisions.Samples;
        double covariance = (decisions.Right * samples) - decisions.Counts.Sum(static count => count.Support * count.Predicted);
        double truthVariance = (samples * samples) - decisions.Counts.Sum(static count => count.Support * count.Support);
        double predictedVariance = (samples * samples) - decisions.Counts.Sum(static count => count.Predicted * count.Predicted);
        return truthVariance * predictedVariance == 0 ? 0 : covariance / Math.Sqrt(truthVariance * predictedVariance);
    }
}
