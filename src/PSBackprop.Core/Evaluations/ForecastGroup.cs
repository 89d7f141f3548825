namespace PSBackprop;

/// <summary>How good forecasts of one series are, over all steps and times that they were made at.</summary>
/// <param name="Name">The series.</param>
/// <param name="MeanAbsoluteScaledError">The mean absolute error as a multiple of the naive one in training; null where that is 0.</param>
/// <param name="RootMeanSquaredError">The square root of the mean squared error.</param>
/// <param name="MeanAbsoluteError">The mean absolute error.</param>
/// <param name="Coverage">The part of the values that was within the interval; null where the network has none.</param>
/// <param name="Forecasts">How many forecasts there were.</param>
public sealed record ForecastGroup(
    string Name, double? MeanAbsoluteScaledError, double RootMeanSquaredError, double MeanAbsoluteError, double? Coverage, int Forecasts);
