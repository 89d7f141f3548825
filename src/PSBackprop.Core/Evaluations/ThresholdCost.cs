using System.Globalization;

namespace PSBackprop;

/// <summary>What decisions between two classes cost with a threshold.</summary>
/// <param name="Threshold">The probability from which the positive class is decided for.</param>
/// <param name="MeanCost">The mean cost of a decision.</param>
public sealed record ThresholdCost(double Threshold, double MeanCost)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.CurrentCulture, $"{MeanCost:G6} from {Threshold:F4}");
}
