using PSBackprop.Activations;

namespace PSBackprop.Training.Metrics;

/// <summary>A metric that can be reported beside the loss of each epoch.</summary>
/// <param name="Kind">What users choose it by.</param>
/// <param name="Create">Makes it for a network's output activation.</param>
internal sealed record EpochMetricMember(Metric Kind, Func<ActivationFunction, EpochMetric> Create) : IFamilyMember<Metric>;

/// <summary>The metrics that can be reported beside the loss of each epoch.</summary>
internal static class EpochMetricFamily
{
    public static Family<Metric, EpochMetricMember> All { get; } = new(MeanError.Squared, MeanError.Absolute, EpochAccuracy.Member);
}
