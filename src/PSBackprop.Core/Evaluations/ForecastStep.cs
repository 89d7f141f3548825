namespace PSBackprop;

/// <summary>How good forecasts of one step ahead are.</summary>
/// <param name="Step">The step ahead, from 1.</param>
/// <param name="MeanAbsoluteScaledError">The mean absolute error as a multiple of the naive one in training; null where that is 0.</param>
/// <param name="RootMeanSquaredError">The square root of the mean squared error.</param>
/// <param name="MeanAbsoluteError">The mean absolute error.</param>
/// <param name="Coverage">The part of the values that was within the interval; null where the network has none.</param>
/// <param name="Forecasts">How many forecasts there were.</param>
public sealed record ForecastStep(
    int Step, double? MeanAbsoluteScaledError, double RootMeanSquaredError, double MeanAbsoluteError, double? Coverage, int Forecasts);
