namespace PSBackprop.Evaluations.Metrics;

/// <summary>How many classes sets have on average.</summary>
internal static class MeanSetSizeMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<SetCoverage>(
        nameof(ClassificationEvaluation.MeanSetSize), higherIsBetter: false, static coverage => coverage.MeanSize);
}
