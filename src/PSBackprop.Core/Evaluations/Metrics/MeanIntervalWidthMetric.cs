namespace PSBackprop.Evaluations.Metrics;

/// <summary>How wide intervals are, in the target's own units; with several targets the mean over them.</summary>
internal static class MeanIntervalWidthMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<NumberCoverage>(
        nameof(RegressionEvaluation.MeanIntervalWidth), higherIsBetter: false, static coverage => coverage.MeanSize);
}
