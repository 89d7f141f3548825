namespace PSBackprop.Evaluations.Metrics;

/// <summary>The part of samples that are told right: in their class, or in every yes-or-no target.</summary>
internal static class AccuracyMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<Decisions>(
        nameof(ClassificationEvaluation.Accuracy), higherIsBetter: true, static decisions => decisions.Right / decisions.Samples);
}
