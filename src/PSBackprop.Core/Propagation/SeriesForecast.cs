namespace PSBackprop.Propagation;

/// <summary>How one time series goes on.</summary>
/// <param name="LastTime">The time of the last known value.</param>
/// <param name="LastValue">That value, in the target's own units.</param>
/// <param name="Steps">The forecasts, in order of time; at least one.</param>
internal sealed record SeriesForecast(object LastTime, double LastValue, IReadOnlyList<Forecast> Steps);
