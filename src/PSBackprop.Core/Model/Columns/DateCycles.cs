namespace PSBackprop;

/// <summary>The cycles of dates in numbers.</summary>
internal static class DateCycles
{
    /// <summary>What a cycle is called in files and names.</summary>
    public static string Name(DateCycle cycle) => cycle.ToString().ToLowerInvariant();

    /// <summary>What the two numbers of a column's place in a cycle are called.</summary>
    public static string[] UnitNames(string column, DateCycle cycle) => [$"{column} (sine of the {Name(cycle)})", $"{column} (cosine of the {Name(cycle)})"];

    /// <summary>In days; a year is that of the Gregorian calendar on average.</summary>
    public static double Period(DateCycle cycle) => cycle switch
    {
        DateCycle.Day => 1,
        DateCycle.Week => 7,
        DateCycle.Year => 365.2425,
        _ => throw new ArgumentOutOfRangeException(nameof(cycle), cycle, null),
    };

    /// <summary>How many steps a cycle has; 0 if it cannot be counted in them.</summary>
    public static double Steps(DateCycle cycle, TimeStep step) => step.Month > 0
        ? cycle == DateCycle.Year ? 12.0 / step.Month : 0
        : Period(cycle) / step.Span.TotalDays;

    /// <summary>Where in a cycle a date is, as an angle.</summary>
    /// <param name="days">The date in days.</param>
    /// <param name="period">The cycle's length in days.</param>
    public static double Angle(double days, double period)
    {
        double turns = days / period;
        return 2 * Math.PI * (turns - Math.Floor(turns));
    }
}
