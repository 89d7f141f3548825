namespace PSBackprop.Evaluations.Metrics;

/// <summary>
/// Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct probabilities as thresholds, from the highest down, with recall R and precision P at each
/// (Manning, Raghavan, Schütze 2008, 8.4).
/// </summary>
internal static class AveragePrecisionMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<ClassProbabilities>(
        nameof(ClassificationEvaluation.AveragePrecision),
        higherIsBetter: true,
        static probabilities => probabilities.PositiveOrMean(static score => score.AveragePrecision));

    /// <summary>Null without samples of the class or without others.</summary>
    public static double? OfClass(ProbabilityRanking ranking)
    {
        if (!ranking.HasBoth)
        {
            return null;
        }

        double sum = 0;
        double found = 0;
        int taken = 0;
        foreach (var (samples, ofClass) in ranking.Ties.Reverse())
        {
            double before = found;
            found += ofClass;
            taken += samples;
            sum += (found - before) / ranking.Positives * (found / taken);
        }

        return sum;
    }
}
