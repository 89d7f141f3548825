using PSBackprop.Calibrations;

namespace PSBackprop.Evaluations.Metrics;

/// <summary>What decisions cost.</summary>
/// <param name="costs">The cost of each.</param>
/// <param name="truth">The class of each sample.</param>
/// <param name="decided">The class that each is taken for.</param>
/// <param name="probabilities">[samples][classes].</param>
internal sealed class DecisionCost(DecisionCosts costs, int[] truth, int[] decided, double[][] probabilities) : IMetricInput
{
    private const int MostThresholds = 200;

    public static IReadOnlyList<NetworkTask> Tasks { get; } = [NetworkTask.Classification];

    public static bool IsGivenBy(NetworkCalibration? calibration) => calibration?.Costs is not null;

    /// <summary>On average.</summary>
    public double Mean { get; } = truth.Zip(decided).Average(pair => costs[pair.First, pair.Second]);

    /// <summary>
    /// What decisions would cost with other thresholds, the lowest first: from one that all samples reach to 1. Empty where there are more
    /// than two classes.
    /// </summary>
    public IReadOnlyList<ThresholdCost> ByThreshold()
    {
        if (costs.Positive is not { } positive)
        {
            return [];
        }

        int[] order = [.. Enumerable.Range(0, truth.Length).OrderBy(i => probabilities[i][positive])];
        double sum = truth.Sum(label => costs[label, positive]);
        int step = Math.Max(1, truth.Length / MostThresholds);
        var points = new List<ThresholdCost>();
        for (int i = 0; i < order.Length; i++)
        {
            double probability = probabilities[order[i]][positive];
            bool isNew = i == 0 || probability > probabilities[order[i - 1]][positive];
            if (isNew && (points.Count == 0 || i >= points.Count * step))
            {
                points.Add(new ThresholdCost(probability, sum / truth.Length));
            }

            sum += costs[truth[order[i]], 1 - positive] - costs[truth[order[i]], positive];
        }

        if (probabilities[order[^1]][positive] < 1)
        {
            points.Add(new ThresholdCost(1, sum / truth.Length));
        }

        return points;
    }
}
