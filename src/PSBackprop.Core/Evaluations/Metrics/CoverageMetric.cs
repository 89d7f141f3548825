namespace PSBackprop.Evaluations.Metrics;

/// <summary>The part of samples whose truth lies in the interval, or the set of classes, that the network gives; with several targets their mean.</summary>
internal static class CoverageMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<IntervalCoverage>(
        nameof(RegressionEvaluation.Coverage), higherIsBetter: true, static coverage => coverage.Share);
}
