namespace PSBackprop.Evaluations.Metrics;

/// <summary>(p₀ − pₑ) / (1 − pₑ), the agreement p₀ beyond that of chance, pₑ; 0 where chance agrees in all (Cohen 1960).</summary>
internal static class CohenKappaMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<ClassDecisions>(
        nameof(ClassificationEvaluation.CohenKappa), higherIsBetter: true, static decisions => Of(decisions));

    private static double Of(ClassDecisions decisions)
    {
        double samples = decisions.Samples;
        double chance = decisions.Counts.Sum(count => count.Support / samples * (count.Predicted / samples));
        return chance == 1 ? 0 : ((decisions.Right / samples) - chance) / (1 - chance);
    }
}
