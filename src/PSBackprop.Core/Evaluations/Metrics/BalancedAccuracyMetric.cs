namespace PSBackprop.Evaluations.Metrics;

/// <summary>The mean recall of the classes that occur (Brodersen, Ong, Stephan, Buhmann 2010).</summary>
internal static class BalancedAccuracyMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<ClassDecisions>(
        nameof(ClassificationEvaluation.BalancedAccuracy),
        higherIsBetter: true,
        static decisions => decisions.Scores.Where(static score => score.Support > 0).Average(static score => score.Recall));
}
