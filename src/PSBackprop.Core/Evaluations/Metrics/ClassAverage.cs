namespace PSBackprop.Evaluations.Metrics;

/// <summary>Makes metrics of all classes out of a metric of one, for which higher is better: scikit-learn's macro, weighted and binary averages.</summary>
internal static class ClassAverage
{
    /// <summary>The mean, each class counting alike.</summary>
    public static EvaluationMetric Macro(string name, Func<ClassScore, double> ofClass) =>
        new EvaluationMetric<Decisions>(name, higherIsBetter: true, decisions => decisions.MeanScores.Average(ofClass));

    /// <summary>The mean, each class weighted by its frequency.</summary>
    public static EvaluationMetric Weighted(string name, Func<ClassScore, double> ofClass) => new EvaluationMetric<ClassDecisions>(
        name, higherIsBetter: true, decisions => decisions.Scores.Sum(score => ofClass(score) * score.Support) / decisions.Samples);

    /// <summary>The positive class's; without one the mean, each class counting alike.</summary>
    public static EvaluationMetric Positive(string name, Func<ClassScore, double> ofClass, EvaluationMetric macro) => new EvaluationMetric<Decisions>(
        name, higherIsBetter: true, decisions => decisions.PositiveScore is { } score ? ofClass(score) : decisions.MeanScores.Average(ofClass))
    {
        MeanOverClasses = macro,
    };
}
