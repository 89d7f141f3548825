namespace PSBackprop.Evaluations.Metrics;

/// <summary>Of those taken for a class, the part that are of it; 0 if none was (van Rijsbergen 1979).</summary>
internal static class PrecisionMetric
{
    public static readonly EvaluationMetric Macro =
        ClassAverage.Macro(nameof(ClassificationEvaluation.MacroPrecision), static score => score.Precision);

    public static readonly EvaluationMetric Weighted =
        ClassAverage.Weighted(nameof(ClassificationEvaluation.WeightedPrecision), static score => score.Precision);

    public static readonly EvaluationMetric Member =
        ClassAverage.Positive(nameof(ClassificationEvaluation.Precision), static score => score.Precision, Macro);

    public static double OfClass(ClassCount count) => count.Predicted > 0 ? count.Right / count.Predicted : 0;
}
