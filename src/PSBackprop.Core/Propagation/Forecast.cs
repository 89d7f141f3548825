using System.Globalization;

namespace PSBackprop;

/// <summary>What a network says of one step of a time series that is yet to come.</summary>
public sealed class Forecast
{
    internal Forecast(object time, string? group, int step, double value, double? lower, double? upper)
    {
        Time = time;
        Group = group;
        Step = step;
        Value = value;
        Lower = lower;
        Upper = upper;
    }

    /// <summary>The time: a date, one with an offset from UTC where the rows have that, or a number.</summary>
    public object Time { get; }

    /// <summary>The series; null where there is one.</summary>
    public string? Group { get; }

    /// <summary>How many steps after the last row, from 1.</summary>
    public int Step { get; }

    /// <summary>The value, in the target's own units.</summary>
    public double Value { get; }

    /// <summary>The lower end of the interval; null where the network knows none.</summary>
    public double? Lower { get; }

    /// <summary>The upper end of the interval; null where the network knows none.</summary>
    public double? Upper { get; }

    /// <inheritdoc/>
    public override string ToString()
    {
        string interval = Lower is null ? string.Empty : string.Create(CultureInfo.CurrentCulture, $" ({Lower:G6} to {Upper:G6})");
        return string.Create(CultureInfo.CurrentCulture, $"{(Group is null ? string.Empty : $"{Group} ")}{DateNotation.Show(Time)}: {Value:G6}{interval}");
    }
}
