namespace PSBackprop.Evaluations.Metrics;

/// <summary>The part of single answers told wrong (Schapire, Singer 1999).</summary>
internal static class HammingLossMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<LabelDecisions>(
        nameof(MultiLabelEvaluation.HammingLoss),
        higherIsBetter: false,
        static decisions => decisions.Wrong / ((double)decisions.Samples * decisions.Scores.Count));
}
