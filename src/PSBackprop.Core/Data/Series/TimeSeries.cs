using System.Globalization;

using PSBackprop.Data.Series;

namespace PSBackprop;

/// <summary>The time series that a dataset's rows are of: ordered by group and time, one row a step.</summary>
public sealed class TimeSeries
{
    internal TimeSeries(SeriesSettings settings, SeriesTable table, int[] positions)
    {
        Settings = settings;
        Table = table;
        Positions = positions;
    }

    /// <summary>The column of times.</summary>
    public string Time => Settings.Time;

    /// <summary>The column that tells series apart; null for one series.</summary>
    public string? Group => Settings.Group;

    /// <summary>The regular step of the times.</summary>
    public TimeStep Step => Table.Step;

    /// <summary>The columns whose values are known for the future.</summary>
    public IReadOnlyList<string> KnownAhead => Settings.KnownAhead;

    internal SeriesSettings Settings { get; }

    internal SeriesTable Table { get; }

    /// <summary>The position of each row in the table.</summary>
    internal int[] Positions { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.CurrentCulture,
        $"{Settings.Time} in steps of {Step}{(Table.Spans.Count == 1 ? string.Empty : $", {Table.Spans.Count:N0} series by {Settings.Group}")}");

    /// <summary>Some of the rows.</summary>
    internal TimeSeries Select(int[] rows) => new(Settings, Table, Array.ConvertAll(rows, row => Positions[row]));

    /// <summary>Of each series that has rows here the last position of a row, by the series' place; −1 for others.</summary>
    internal int[] Ends()
    {
        int[] ends = new int[Table.Spans.Count];
        ends.AsSpan().Fill(-1);
        foreach (int position in Positions)
        {
            ref int end = ref ends[Table.SpanOf(position)];
            end = Math.Max(end, position);
        }

        return ends;
    }
}
