using PSBackprop.Propagation;

namespace PSBackprop;

/// <summary>When a time series reaches a value.</summary>
public sealed class ForecastReach
{
    internal ForecastReach(string? group, double level, bool isReached, object? earliest, object? likely, object? latest, object last)
    {
        IsReached = isReached;
        Group = group;
        Level = level;
        Earliest = earliest;
        Likely = likely;
        Latest = latest;
        Last = last;
    }

    /// <summary>The series; null where there is one.</summary>
    public string? Group { get; }

    /// <summary>The value.</summary>
    public double Level { get; }

    /// <summary>Whether the last known value has reached it already, at the time that Earliest, Likely and Latest then are.</summary>
    public bool IsReached { get; }

    /// <summary>The first time at which the interval reaches it; null if it does not within the steps, or the network knows no intervals.</summary>
    public object? Earliest { get; }

    /// <summary>The first time at which the forecast reaches it; null if it does not within the steps.</summary>
    public object? Likely { get; }

    /// <summary>The first time at which the whole interval is beyond it; null if it is not within the steps, or the network knows no intervals.</summary>
    public object? Latest { get; }

    /// <summary>The time of the last step.</summary>
    public object Last { get; }

    /// <inheritdoc/>
    public override string ToString()
    {
        string group = Group is null ? string.Empty : $"{Group}: ";
        string value = CellValue.Text(Level);
        return IsReached ? $"{group}{value} is reached already, at {DateNotation.Show(Likely!)}"
            : Earliest is null && Likely is null
            ? $"{group}{value} is not reached until {DateNotation.Show(Last)}"
            : $"{group}{value} is reached {Text(Earliest, "not")} at the earliest, {Text(Likely, $"after {DateNotation.Show(Last)}")} likely, "
                + $"{Text(Latest, $"after {DateNotation.Show(Last)}")} at the latest";
    }

    /// <summary>When forecasts of one series reach a value.</summary>
    /// <param name="forecast">How it goes on.</param>
    /// <param name="level">The value.</param>
    /// <param name="falling">Whether it is reached from above.</param>
    internal static ForecastReach Of(SeriesForecast forecast, double level, bool falling)
    {
        IReadOnlyList<Forecast> forecasts = forecast.Steps;
        if (falling ? forecast.LastValue <= level : forecast.LastValue >= level)
        {
            object now = forecast.LastTime;
            return new ForecastReach(forecasts[0].Group, level, isReached: true, now, now, now, forecasts[^1].Time);
        }

        return new ForecastReach(
            forecasts[0].Group,
            level,
            isReached: false,
            First(static forecast => forecast.Upper, static forecast => forecast.Lower),
            First(static forecast => forecast.Value, static forecast => forecast.Value),
            First(static forecast => forecast.Lower, static forecast => forecast.Upper),
            forecasts[^1].Time);

        object? First(Func<Forecast, double?> rising, Func<Forecast, double?> fallingEnd) =>
            forecasts.FirstOrDefault(forecast => falling ? fallingEnd(forecast) <= level : rising(forecast) >= level)?.Time;
    }

    private static string Text(object? time, string otherwise) => time is null ? otherwise : DateNotation.Show(time);
}
