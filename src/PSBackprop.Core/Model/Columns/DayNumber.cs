using System.Globalization;

namespace PSBackprop;

/// <summary>Dates as numbers: days since the beginning of the year 2000, with the time of day as a fraction.</summary>
internal static class DayNumber
{
    private static readonly int s_origin = Day(new DateTime(2000, 1, 1));

    public static double Least { get; } = Of(DateTime.MinValue);

    public static double Most { get; } = Of(DateTime.MaxValue);

    // Whole days are exact, whatever the date.
    public static double Of(DateTime time) => Day(time) - s_origin + (time.TimeOfDay.Ticks / (double)TimeSpan.TicksPerDay);

    /// <summary>The date to the second.</summary>
    public static DateTime Time(double days)
    {
        double seconds = Math.Clamp(Math.Round((days - Least) * 86_400), 0, Math.Floor((Most - Least) * 86_400) - 1);
        return DateTime.MinValue.AddTicks((long)seconds * TimeSpan.TicksPerSecond);
    }

    /// <summary>The date to the second; without the time if it is midnight.</summary>
    public static string Text(double days)
    {
        DateTime time = Time(days);
        return time.ToString(time.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static int Day(DateTime time) => (int)(time.Ticks / TimeSpan.TicksPerDay);
}
