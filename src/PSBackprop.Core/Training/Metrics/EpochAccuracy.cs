namespace PSBackprop.Training.Metrics;

/// <summary>
/// The share of samples told right: the largest output is where the largest target is, or, for a single output, both lie
/// on the same side of the decision threshold.
/// </summary>
internal sealed class EpochAccuracy(double threshold) : EpochMetric(Metric.Accuracy)
{
    public static readonly EpochMetricMember Member = new(Metric.Accuracy, static output => new EpochAccuracy(ClassTargets.DecisionThreshold(output)));

    protected override double OfRow<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target)
    {
        bool right = output.Length == 1
            ? double.CreateTruncating(output[0]) > threshold == double.CreateTruncating(target[0]) > threshold
            : IndexOfLargest(output) == IndexOfLargest(target);
        return right ? 1 : 0;
    }

    private static int IndexOfLargest<T>(ReadOnlySpan<T> row)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        int best = 0;
        for (int j = 1; j < row.Length; j++)
        {
            if (row[j] > row[best])
            {
                best = j;
            }
        }

        return best;
    }
}
