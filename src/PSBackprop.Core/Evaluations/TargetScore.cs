namespace PSBackprop;

/// <summary>How well one number is predicted, in its own units.</summary>
/// <param name="Name">The target.</param>
/// <param name="R2">The part of its variance that is explained.</param>
/// <param name="RootMeanSquaredError">The square root of the mean squared error.</param>
/// <param name="MeanAbsoluteError">The mean absolute error.</param>
/// <param name="MeanAbsolutePercentageError">The mean of the absolute error divided by the target.</param>
/// <param name="MaximumError">The largest absolute error.</param>
public sealed record TargetScore(
    string Name,
    double R2,
    double RootMeanSquaredError,
    double MeanAbsoluteError,
    double MeanAbsolutePercentageError,
    double MaximumError)
{
    /// <summary>The part of samples that lie in the network's interval; null unless the network is calibrated.</summary>
    public double? Coverage { get; internal init; }

    /// <summary>How wide these intervals are; null unless the network is calibrated.</summary>
    public double? MeanIntervalWidth { get; internal init; }
}
