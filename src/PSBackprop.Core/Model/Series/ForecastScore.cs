using System.Globalization;

namespace PSBackprop;

/// <summary>How far forecasts are off, over all steps and times that they were made at.</summary>
/// <param name="Name">What made them: the network, or a baseline.</param>
/// <param name="MeanAbsoluteScaledError">
/// The mean absolute error as a multiple of that of the naive seasonal forecast of one step in the training rows (MASE; Hyndman, Koehler
/// 2006). Null where that error is 0.
/// </param>
/// <param name="RootMeanSquaredError">The square root of the mean squared error, in the target's own units.</param>
/// <param name="MeanAbsoluteError">The mean absolute error, in the target's own units.</param>
public sealed record ForecastScore(string Name, double? MeanAbsoluteScaledError, double RootMeanSquaredError, double MeanAbsoluteError)
{
    /// <inheritdoc/>
    public override string ToString() => MeanAbsoluteScaledError is { } scaled
        ? string.Create(CultureInfo.CurrentCulture, $"{Name}: MASE {scaled:F3}")
        : string.Create(CultureInfo.CurrentCulture, $"{Name}: RMSE {RootMeanSquaredError:G5}");
}
