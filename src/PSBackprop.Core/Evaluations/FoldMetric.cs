using System.Globalization;

using MathNet.Numerics.Statistics;

namespace PSBackprop;

/// <summary>A metric over several folds.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Deviation">Its standard deviation, with n − 1 in the divisor.</param>
/// <param name="Minimum">The lowest.</param>
/// <param name="Maximum">The highest.</param>
public sealed record FoldMetric(string Name, double Mean, double Deviation, double Minimum, double Maximum)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.CurrentCulture, $"{Name} {Mean:F4} ± {Deviation:F4}");

    // Folds for which a metric is not defined are left out; null if it is for none.
    internal static FoldMetric? Of(string name, double[] values) =>
        values.Length == 0 ? null : new FoldMetric(name, values.Mean(), values.Length == 1 ? 0 : values.StandardDeviation(), values.Min(), values.Max());
}
