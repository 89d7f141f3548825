namespace PSBackprop.Evaluations.Metrics;

/// <summary>Of those that are of a class, the part taken for it; 0 if there is none (van Rijsbergen 1979).</summary>
internal static class RecallMetric
{
    public static readonly EvaluationMetric Macro =
        ClassAverage.Macro(nameof(ClassificationEvaluation.MacroRecall), static score => score.Recall);

    public static readonly EvaluationMetric Weighted =
        ClassAverage.Weighted(nameof(ClassificationEvaluation.WeightedRecall), static score => score.Recall);

    public static readonly EvaluationMetric Member =
        ClassAverage.Positive(nameof(ClassificationEvaluation.Recall), static score => score.Recall, Macro);

    public static double OfClass(ClassCount count) => count.Support > 0 ? count.Right / count.Support : 0;
}
