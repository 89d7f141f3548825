namespace PSBackprop.Training.Metrics;

/// <summary>The mean of (t − a)² or |t − a| over samples and outputs, in the units that the network computes in.</summary>
internal sealed class MeanError(Metric kind, Func<double, double> size) : EpochMetric(kind)
{
    public static readonly EpochMetricMember Squared = Of(Metric.MeanSquaredError, static error => error * error);

    public static readonly EpochMetricMember Absolute = Of(Metric.MeanAbsoluteError, Math.Abs);

    protected override double OfRow<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target)
    {
        double sum = 0;
        for (int j = 0; j < output.Length; j++)
        {
            sum += size(double.CreateTruncating(target[j]) - double.CreateTruncating(output[j]));
        }

        return sum / output.Length;
    }

    private static EpochMetricMember Of(Metric kind, Func<double, double> size) => new(kind, _ => new MeanError(kind, size));
}
