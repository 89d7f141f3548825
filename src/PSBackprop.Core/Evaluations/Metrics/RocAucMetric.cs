namespace PSBackprop.Evaluations.Metrics;

/// <summary>The area under the receiver operating curve of one class against the others, from ranks, ties counting half (Mann, Whitney 1947).</summary>
internal static class RocAucMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<ClassProbabilities>(
        nameof(ClassificationEvaluation.RocAuc),
        higherIsBetter: true,
        static probabilities => probabilities.PositiveOrMean(static score => score.RocAuc));

    /// <summary>Null without samples of the class or without others.</summary>
    public static double? OfClass(ProbabilityRanking ranking)
    {
        if (!ranking.HasBoth)
        {
            return null;
        }

        double rankSum = 0;
        int ranked = 0;
        foreach (var (samples, ofClass) in ranking.Ties)
        {
            double meanRank = ranked + ((samples + 1) / 2.0);
            rankSum += ofClass * meanRank;
            ranked += samples;
        }

        return (rankSum - (ranking.Positives * (ranking.Positives + 1) / 2)) / (ranking.Positives * ranking.Negatives);
    }
}
