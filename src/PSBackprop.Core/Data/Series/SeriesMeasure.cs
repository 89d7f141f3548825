using PSBackprop.Numerics;

namespace PSBackprop.Data.Series;

/// <summary>Measures a series: mean and standard deviation of what is learned of it, and how far the naive forecast is off.</summary>
internal static class SeriesMeasure
{
    // Differences of numbers that are rounded to some 16 digits are off by less than this part of them.
    private const double Rounding = 1e-15;

    /// <param name="name">The group's name.</param>
    /// <param name="table">The values.</param>
    /// <param name="difference">What is learned.</param>
    /// <param name="isRatio">Whether by logarithms.</param>
    /// <param name="period">The steps of a season; null if there is none.</param>
    /// <param name="first">The first position that counts.</param>
    /// <param name="end">The position after the last that counts.</param>
    public static SeriesScale Of(string name, SeriesTable table, Difference difference, bool isRatio, int? period, int first, int end)
    {
        int span = NetworkSeries.SpanOf(difference, period);
        double[] values = table.Values[first..end];
        double[] levels = SeriesWindows.Levels(values, isRatio);
        double[] changes = [.. Enumerable.Range(span, Math.Max(levels.Length - span, 0))
            .Select(i => span == 0 ? levels[i] : levels[i] - levels[i - span])
            .Where(static change => !double.IsNaN(change))];
        return new SeriesScale(name, changes.Length > 0 ? Moments.Mean(changes) : 0, Deviation(changes, levels, isRatio), NaiveError(values, period ?? 1));
    }

    /// <summary>The standard deviation of changes; 0 where they are the same but for the rounding of the levels that they are of.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="levels">The levels; NaN where one is not known.</param>
    /// <param name="isRatio">Whether these are logarithms, of which the rounding of the values does not depend on how large they are.</param>
    public static double Deviation(double[] changes, double[] levels, bool isRatio)
    {
        double deviation = changes.Length > 1 ? Moments.StandardDeviation(changes) : 0;
        double largest = levels.Where(static level => !double.IsNaN(level)).Select(Math.Abs).DefaultIfEmpty(0).Max();
        return deviation > Rounding * (isRatio ? Math.Max(largest, 1) : largest) ? deviation : 0;
    }

    /// <summary>The mean absolute change from one season to the next, or from step to step (Hyndman, Koehler 2006); 0 where there is none.</summary>
    public static double NaiveError(double[] values, int period)
    {
        double sum = 0;
        int count = 0;
        for (int i = period; i < values.Length; i++)
        {
            double error = Math.Abs(values[i] - values[i - period]);
            if (!double.IsNaN(error))
            {
                sum += error;
                count++;
            }
        }

        return count > 0 ? sum / count : 0;
    }
}
