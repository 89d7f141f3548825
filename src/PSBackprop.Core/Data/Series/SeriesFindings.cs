namespace PSBackprop.Data.Series;

/// <summary>What is to be said of the series that a network learns from or goes on with.</summary>
internal static class SeriesFindings
{
    /// <summary>Groups that are too short, groups that never change, and values that no ratio leads to.</summary>
    /// <param name="series">What the network learns of a series.</param>
    /// <param name="dataset">The rows that it is trained on.</param>
    public static IReadOnlyList<string> Of(NetworkSeries series, Dataset dataset)
    {
        TimeSeries own = SeriesWindows.Require(series, dataset);
        return [.. new[] { TooShort(series, own), Constant(own, isNew: static _ => true), NotPositive(series, own) }.OfType<string>()];
    }

    /// <summary>What is to be said of groups with one value in all rows; null where there are none.</summary>
    /// <param name="own">The rows.</param>
    /// <param name="isNew">Whether a group is looked at.</param>
    public static string? Constant(TimeSeries own, Func<string, bool> isNew)
    {
        var present = Present(own);
        string[] constant = [.. present.Where(one => isNew(one.Span.Name) && IsConstant(own.Table.Values.AsSpan(one.Span.First, one.Length)))
            .Select(static one => one.Span.Name)];
        return constant.Length == 0 ? null : Errors.SeriesConstant(constant, present.Length);
    }

    // Groups with fewer rows than the network looks back.
    private static string? TooShort(NetworkSeries series, TimeSeries own)
    {
        var present = Present(own);
        string[] left = [.. present.Where(one => one.Length < series.Reach + series.Horizon).Select(static one => one.Span.Name)];
        return left.Length == 0 || left.Length == present.Length ? null : Errors.SeriesGroupsLeftOut(left, series.Reach, present.Length);
    }

    /// <summary>What is to be said of values that no ratio leads to or from; null where ratios are not learned, or all values are above 0.</summary>
    /// <param name="series">What the network learns of a series.</param>
    /// <param name="own">The rows.</param>
    public static string? NotPositive(NetworkSeries series, TimeSeries own)
    {
        int[] found = !series.IsRatio ? [] :
        [
            .. Present(own).SelectMany(one => Enumerable.Range(one.Span.First, one.Length)).Where(position => own.Table.Values[position] <= 0),
        ];
        return found.Length == 0 ? null : Errors.SeriesNotPositiveRows(Place(own.Table, found[0]), found.Length);
    }

    /// <summary>A value with its time and its group, for messages.</summary>
    public static string Place(SeriesTable table, int position)
    {
        SeriesSpan span = table.Spans[table.SpanOf(position)];
        string group = span.Name.Length == 0 ? string.Empty : $" of '{span.Name}'";
        return $"{CellValue.Text(table.Values[position])} at {DateNotation.Show(table.Show(position))}{group}";
    }

    private static (SeriesSpan Span, int Length)[] Present(TimeSeries own) =>
        [.. own.Table.Spans.Zip(own.Ends()).Where(static one => one.Second >= 0).Select(static one => (one.First, one.Second + 1 - one.First.First))];

    private static bool IsConstant(ReadOnlySpan<double> values)
    {
        int known = 0;
        double first = double.NaN;
        foreach (double value in values)
        {
            if (double.IsNaN(value))
            {
                continue;
            }

            first = known++ == 0 ? value : first;
            if (value != first)
            {
                return false;
            }
        }

        return known > 1;
    }
}
