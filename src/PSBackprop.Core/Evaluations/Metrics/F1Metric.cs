namespace PSBackprop.Evaluations.Metrics;

/// <summary>The harmonic mean of precision and recall: 2 right / (predicted + support); 0 if both counts are (van Rijsbergen 1979).</summary>
internal static class F1Metric
{
    public static readonly EvaluationMetric Macro =
        ClassAverage.Macro(nameof(ClassificationEvaluation.MacroF1), static score => score.F1);

    public static readonly EvaluationMetric Weighted =
        ClassAverage.Weighted(nameof(ClassificationEvaluation.WeightedF1), static score => score.F1);

    public static readonly EvaluationMetric Member =
        ClassAverage.Positive(nameof(ClassificationEvaluation.F1), static score => score.F1, Macro);

    public static double OfClass(ClassCount count) => count.Predicted + count.Support > 0 ? 2 * count.Right / (count.Predicted + count.Support) : 0;
}
