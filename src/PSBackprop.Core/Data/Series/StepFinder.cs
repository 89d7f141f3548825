using PSBackprop.Series;

namespace PSBackprop.Data.Series;

/// <summary>Recognizes the regular step of times.</summary>
internal static class StepFinder
{
    // Of more than so many differences, a part tells as much.
    private const int MostDifferences = 200_000;

    // The whole unit that a step is meant to be lies so near to the middle difference.
    private const double Near = 0.1;

    private static readonly TimeSpan[] s_units = [TimeSpan.FromDays(1), TimeSpan.FromHours(1), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1)];

    // Times that are off by less are exact.
    private const double Exact = 0.01;

    private const int LastDay = 31;

    // So many times at least are on the day of the month that steps of months lead to.
    private const double MostPart = 0.5;

    // Of so many times of a series, one at least is on that day.
    private const int FewestTold = 4;

    // Two times that are a month apart, of which one is late and the other early, are further apart than this.
    private static readonly TimeSpan s_shortestMonth = TimeSpan.FromDays(14);

    /// <summary>Whether each series goes in whole steps, and forward.</summary>
    public static bool IsExact(IReadOnlyList<SeriesTime[]> series, TimeStep step) => series.All(times => times.Zip(times.Skip(1)).All(pair =>
        Math.Round(step.Between(pair.First, pair.Second)) is >= 1 and var steps && step.After(pair.First, (long)steps) == pair.Second));

    /// <summary>The step; null where no series has two times.</summary>
    /// <param name="series">The times of each series, ascending, none twice.</param>
    /// <param name="areDates">Whether they are dates, and not plain numbers.</param>
    public static TimeStep? Of(IReadOnlyList<SeriesTime[]> series, bool areDates)
    {
        (SeriesTime From, SeriesTime To)[] pairs = [.. series.SelectMany(static times => times.Zip(times.Skip(1))).Take(MostDifferences)];
        if (pairs.Length == 0)
        {
            return null;
        }

        if (!areDates)
        {
            return TimeStep.OfNumber(MostFrequent([.. pairs.Select(static pair => Rounded(pair.To.Number - pair.From.Number))]));
        }

        if (Months(series) is { } months)
        {
            return months;
        }

        long[] spans = [.. pairs.Select(static pair => pair.To.Ticks - pair.From.Ticks)];
        long exact = MostFrequent(spans);
        Array.Sort(spans);
        long whole = Whole(spans[spans.Length / 2]);
        double off = Off(series, whole);
        return TimeStep.OfSpan(new TimeSpan(off < Off(series, exact) || (off <= SeriesBuilder.Jitter && Off(series, exact) > Exact) ? whole : exact));
    }

    // Times that jitter are meant to be whole days, hours, minutes or seconds apart.
    private static long Whole(long ticks)
    {
        foreach (TimeSpan unit in s_units)
        {
            double count = (double)ticks / unit.Ticks;
            if (count >= 1 - Near && Math.Abs(count - Math.Round(count)) <= Near)
            {
                return (long)Math.Round(count) * unit.Ticks;
            }
        }

        return ticks;
    }

    // Most on the same day of a month, or on the last day of a shorter one, and the others near to it, such as on the next working day.
    private static TimeStep? Months(IReadOnlyList<SeriesTime[]> series)
    {
        if (series.Any(static times => times.Zip(times.Skip(1)).Any(static pair => pair.Second.Ticks - pair.First.Ticks < s_shortestMonth.Ticks)))
        {
            return null;
        }

        DateTime[] all = [.. series.SelectMany(static times => times.Select(static time => new DateTime(time.Ticks)))];
        int[] days = [LastDay, all.Max(static time => time.Day), MostFrequent(Array.ConvertAll(all, static time => time.Day))];
        TimeStep step = days.Select(static day => TimeStep.OfMonths(1, day)).MaxBy(step => all.Count(step.IsOnDay))!;
        if (all.Count(step.IsOnDay) < MostPart * all.Length)
        {
            return null;
        }

        if (series.FirstOrDefault(times => times.Length >= FewestTold && !times.Any(time => step.IsOnDay(new DateTime(time.Ticks)))) is { } other)
        {
            throw Errors.SeriesDaysDiffer(new DateTime(other[0].Ticks), all.First(step.IsOnDay));
        }

        int months = 0;
        foreach (SeriesTime[] times in series)
        {
            int[] places = Array.ConvertAll(times, time => (int)Math.Round(step.PlaceOf(new DateTime(time.Ticks))));
            months = places.Zip(places.Skip(1), static (before, after) => after - before).Aggregate(months, Divisor);
        }

        return months > 0 ? step.Of(months) : null;
    }

    private static int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);

    // Differences of decimal fractions are alike but for their last digits.
    private static double Rounded(double number)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(number))) - 9);
        return Math.Round(number / unit) * unit;
    }

    // How far times are off whole steps at most, in steps.
    private static double Off(IReadOnlyList<SeriesTime[]> series, long span) => series.Max(times => times.Max(time =>
    {
        double steps = (double)(time.Ticks - times[0].Ticks) / span;
        return Math.Abs(steps - Math.Round(steps));
    }));

    private static T MostFrequent<T>(T[] values)
        where T : struct, IComparable<T> =>
        values.GroupBy(static value => value).OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key).First().Key;
}
