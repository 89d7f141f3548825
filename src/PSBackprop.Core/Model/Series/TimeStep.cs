using System.Globalization;

using PSBackprop.Series;

namespace PSBackprop;

/// <summary>The regular step of a time series: so many months of the calendar, a span of time, or a number where times are plain numbers.</summary>
public sealed record TimeStep
{
    private const int MonthsOfYear = 12;
    private const int LastDay = 31;

    private static readonly (TimeSpan Span, string Name)[] s_units =
    [
        (TimeSpan.FromDays(7), "week"), (TimeSpan.FromDays(1), "day"), (TimeSpan.FromHours(1), "hour"), (TimeSpan.FromMinutes(1), "minute"),
        (TimeSpan.FromSeconds(1), "second"), (TimeSpan.FromMilliseconds(1), "millisecond"),
    ];

    private TimeStep(int month, TimeSpan span, double number, int day = LastDay)
    {
        _day = day;
        Month = month;
        Span = span;
        Number = number;
    }

    // The day of the month that steps of months lead to, or the last where a month is shorter. Series with the same step may have others.
    private readonly int _day;

    /// <summary>The months of the calendar; 0 for steps of another kind.</summary>
    public int Month { get; }

    /// <summary>The span of time; zero for steps of another kind.</summary>
    public TimeSpan Span { get; }

    /// <summary>The number; 0 for steps of another kind.</summary>
    public double Number { get; }

    /// <summary>Whether times are dates, and not plain numbers.</summary>
    internal bool IsOfDates => Number == 0;

    /// <inheritdoc/>
    public override string ToString()
    {
        if (Month > 0)
        {
            return Month % MonthsOfYear == 0 ? Of(Month / MonthsOfYear, "year") : Of(Month, "month");
        }

        if (!IsOfDates)
        {
            return Number.ToString("R", CultureInfo.CurrentCulture);
        }

        var (unit, name) = Array.Find(s_units, unit => Span.Ticks % unit.Span.Ticks == 0);
        return name is null ? Span.ToString("c", CultureInfo.InvariantCulture) : Of(Span.Ticks / unit.Ticks, name);
    }

    /// <summary>Whether steps are as long as those, whatever the day of the month.</summary>
    public bool Equals(TimeStep? other) => other is not null && (Month, Span, Number) == (other.Month, other.Span, other.Number);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Month, Span, Number);

    /// <param name="months">How many months.</param>
    /// <param name="day">The day of the month that they lead to; the last where a month is shorter.</param>
    internal static TimeStep OfMonths(int months, int day = LastDay) => new(months, TimeSpan.Zero, 0, day);

    /// <summary>So many months, to the same day.</summary>
    internal TimeStep Of(int months) => OfMonths(months, _day);

    internal static TimeStep OfSpan(TimeSpan span) => new(0, span, 0);

    internal static TimeStep OfNumber(double number) => new(0, TimeSpan.Zero, number);

    /// <summary>How many steps lie between two times, which may be a fraction.</summary>
    internal double Between(SeriesTime from, SeriesTime to)
    {
        if (!IsOfDates)
        {
            return (to.Number - from.Number) / Number;
        }

        return Month > 0
            ? (PlaceOf(new DateTime(to.Ticks)) - Math.Round(PlaceOf(new DateTime(from.Ticks)))) / Month
            : (to.Ticks - from.Ticks) / (double)Span.Ticks;
    }

    /// <summary>The time so many steps later.</summary>
    /// <exception cref="BackpropException">There is no such date.</exception>
    internal SeriesTime After(SeriesTime start, long steps)
    {
        if (!IsOfDates)
        {
            return new SeriesTime(0, start.Number + (steps * Number));
        }

        // The last day of all is left out, so that there are such dates in other time zones, too.
        if (Month == 0)
        {
            return start.Ticks + ((double)steps * Span.Ticks) < DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay
                ? new SeriesTime(start.Ticks + (steps * Span.Ticks), 0)
                : throw Errors.ForecastBeyondDates(this);
        }

        var first = new DateTime(start.Ticks);
        double month = Math.Round(PlaceOf(first)) + ((double)steps * Month);
        return month < MonthOf(DateTime.MaxValue)
            ? new SeriesTime(OnDay((int)month).Ticks + first.TimeOfDay.Ticks, 0)
            : throw Errors.ForecastBeyondDates(this);
    }

    /// <summary>Whether a time is on the day of its month that steps of months lead to.</summary>
    internal bool IsOnDay(DateTime time) => time.Day == Math.Min(_day, DateTime.DaysInMonth(time.Year, time.Month));

    /// <summary>
    /// The month of a time among steps of months, and how far it is on the way to the next: a whole number for the day that they lead to.
    /// </summary>
    internal double PlaceOf(DateTime time)
    {
        int month = MonthOf(time);
        DateTime own = OnDay(month);
        int other = month + Math.Sign((time - own).Ticks);
        return other == month || other <= MonthOf(DateTime.MinValue) || other >= MonthOf(DateTime.MaxValue)
            ? month
            : month + ((time - own) / (OnDay(other) - own).Duration());
    }

    /// <summary>The seasons that a calendar gives such steps, in steps, the shorter first; none for plain numbers.</summary>
    internal int[] Seasons()
    {
        if (!IsOfDates)
        {
            return [];
        }

        TimeSpan[] spans = [TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];
        return Month > 0
            ? Month < MonthsOfYear && MonthsOfYear % Month == 0 ? [MonthsOfYear / Month] : []
            : Span == TimeSpan.FromDays(7) ? [52]
            : [.. spans.Where(span => span > Span && span.Ticks % Span.Ticks == 0).Select(span => (int)Math.Min(span.Ticks / Span.Ticks, int.MaxValue))];
    }

    internal static int MonthOf(DateTime time) => (MonthsOfYear * time.Year) + time.Month;

    internal static bool IsEndOfMonth(DateTime time) => time.Day == DateTime.DaysInMonth(time.Year, time.Month);

    private DateTime OnDay(int month)
    {
        DateTime first = new DateTime(1, 1, 1).AddMonths(month - MonthOf(DateTime.MinValue));
        return first.AddDays(Math.Min(_day, DateTime.DaysInMonth(first.Year, first.Month)) - 1);
    }

    private static string Of(long count, string unit) => count == 1 ? $"1 {unit}" : string.Create(CultureInfo.CurrentCulture, $"{count} {unit}s");
}
