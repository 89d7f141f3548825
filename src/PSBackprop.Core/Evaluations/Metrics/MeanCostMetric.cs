namespace PSBackprop.Evaluations.Metrics;

/// <summary>Σ C_ij / samples, with the cost C_ij of taking a sample of class i for class j.</summary>
internal static class MeanCostMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<DecisionCost>(
        nameof(ClassificationEvaluation.MeanCost), higherIsBetter: false, static cost => cost.Mean);
}
