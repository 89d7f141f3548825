using PSBackprop.Numerics;

namespace PSBackprop.Data.Series;

/// <summary>Measures a series: mean and standard deviation of what is learned of it, and how far the naive forecast is off.</summary>
internal static class SeriesMeasure
{
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
        double deviation = changes.Length > 1 ? Moments.StandardDeviation(changes) : 0;
        double naive = NaiveError(values, period ?? 1);
        return new SeriesScale(name, changes.Length > 0 ? Moments.Mean(changes) : 0, deviation > 0 ? deviation : 1, naive);
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
