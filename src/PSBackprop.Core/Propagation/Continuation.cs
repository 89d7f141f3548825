using PSBackprop.Data;
using PSBackprop.Data.Series;
using PSBackprop.Series;

namespace PSBackprop.Propagation;

/// <summary>Goes on from the last rows of time series.</summary>
/// <param name="network">The network; its columns are of a time series.</param>
/// <param name="dataset">The rows so far.</param>
/// <param name="knownAhead">Rows with times, groups and what is known of the steps to come; null for none.</param>
internal sealed class Continuation(Network network, Dataset dataset, Dataset? knownAhead)
{
    private readonly NetworkSeries _series = SeriesFit.GoOn(network.Columns!.Series!, dataset);

    /// <summary>What is to be said of groups that are left out as ratios are learned, and of new ones that never change.</summary>
    public IReadOnlyList<string> Findings { get; private set; } = [];

    /// <summary>The groups whose rows are too few, or have gaps where values are needed.</summary>
    public IReadOnlyList<string> TooShort { get; private set; } = [];

    /// <summary>The forecasts of each series, in order of time.</summary>
    /// <param name="steps">How many steps.</param>
    /// <param name="interval">The part of the values that intervals are for.</param>
    /// <param name="unknown">What is done with unknown categories, and counts them.</param>
    /// <param name="cancellationToken">Ends the forecasts.</param>
    /// <exception cref="BackpropException">No series has a long enough history, or something known ahead is missing.</exception>
    public IReadOnlyList<SeriesForecast> Run(int steps, double interval, UnknownCategories unknown, CancellationToken cancellationToken)
    {
        TimeSeries own = SeriesWindows.Require(_series, dataset);
        int ahead = (steps + _series.Horizon - 1) / _series.Horizon * _series.Horizon;
        SeriesTable extended = Extend(own, ahead);
        var windows = new SeriesWindows(_series, extended);
        int[] origins = [.. extended.Spans.Select(span => span.End - ahead)];
        int[] usable = Array.FindAll(origins, origin => windows.HasWindow(origin, steps));
        (string Group, int Place)[] notPositive =
        [
            .. origins.Except(usable).Select(origin => (Group: NameOf(origin), Place: windows.NotPositive(origin)))
                .Where(static one => one.Place is not null).Select(static one => (one.Group, one.Place!.Value)),
        ];
        TooShort = FixedList.Of(origins.Except(usable).Select(NameOf).Except(notPositive.Select(static one => one.Group)));
        if (usable.Length == 0)
        {
            throw TooShort.Count > 0
                ? Errors.SeriesHistoryTooShort(_series, TooShort[0])
                : Errors.SeriesNotPositive(SeriesFindings.Place(extended, notPositive[0].Place));
        }

        var known = network.Columns!.Series!.Groups.Select(static group => group.Name).ToHashSet();
        string? leftOut = notPositive.Length == 0 ? null : Errors.SeriesNotPositiveGroups(
            [.. notPositive.Select(static one => one.Group)], SeriesFindings.Place(extended, notPositive[0].Place));
        Findings = [.. new[] { leftOut, SeriesFindings.Constant(own, group => !known.Contains(group)) }.OfType<string>()];
        SeriesTable branch = extended.Branch(usable, _series.Reach, ahead);
        windows = new SeriesWindows(_series, branch);
        double[][] values = Forecaster.Run(network, windows, branch, _series.Reach, steps, unknown, cancellationToken);
        return [.. branch.Spans.Select((span, i) =>
        {
            int last = span.First + _series.Reach - 1;
            return new SeriesForecast(branch.Show(last), branch.Values[last], [.. Enumerable.Range(1, steps).Select(step => Of(span, i, step))]);
        })];

        string NameOf(int origin) => extended.Spans[extended.SpanOf(origin)].Name;

        Forecast Of(SeriesSpan span, int i, int step)
        {
            double value = values[i][step - 1];
            double? width = windows.ScaleOf(i).Scale == 0 ? 0 : _series.Errors?.Width(step, interval, _series.Span > 0);
            return new Forecast(
                branch.Show(span.First + _series.Reach + step - 1),
                span.Name.Length == 0 ? null : span.Name,
                step,
                value,
                width is { } lower ? windows.Off(i, value, -lower) : null,
                width is { } upper ? windows.Off(i, value, upper) : null);
        }
    }

    // Each series up to its last row here, with steps behind it that have no values, but what is known ahead.
    private SeriesTable Extend(TimeSeries own, int ahead)
    {
        SeriesTable table = own.Table;
        int[] ends = own.Ends();
        SeriesSpan[] spans = new SeriesSpan[ends.Count(static end => end >= 0)];
        List<double> values = [];
        List<int> rows = [];
        int count = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            if (ends[i] < 0)
            {
                continue;
            }

            SeriesSpan span = table.Spans[i];
            int length = ends[i] + 1 - span.First;
            spans[count++] = span with { First = values.Count, Count = length + ahead };
            values.AddRange(table.Values.AsSpan(span.First, length));
            values.AddRange(Enumerable.Repeat(double.NaN, ahead));
            rows.AddRange(table.Rows.AsSpan(span.First, length));
            rows.AddRange(Enumerable.Repeat(-1, ahead));
        }

        int[] rowAt = [.. rows];
        return new SeriesTable(table.Step, spans, [.. values], rowAt, isGap: null, KnownAhead(table, spans, rowAt, ahead));
    }

    private IReadOnlyList<DataColumn> KnownAhead(SeriesTable table, SeriesSpan[] spans, int[] rowAt, int ahead)
    {
        if (knownAhead is null || _series.KnownAhead.Count == 0)
        {
            return table.KnownAhead;
        }

        var (byName, givenBy) = (spans.ToDictionary(static span => span.Name), new Dictionary<int, int>());
        DataColumn? group = _series.Group is { } column ? knownAhead.Find(column) : null;
        DataColumn time = knownAhead.Find(_series.Time);
        int before = table.KnownAhead[0].Count;
        for (int row = 0; row < knownAhead.Count; row++)
        {
            if (!byName.TryGetValue(group is null ? string.Empty : CellValue.Text(group[row] ?? string.Empty), out SeriesSpan? span))
            {
                continue;
            }

            double exact = table.Step.Between(span.Start, TimeOf(time, row, span)) + span.StartPlace;
            double steps = Math.Round(exact);
            if (steps < span.Count - ahead || steps >= span.Count)
            {
                continue;
            }

            if (Math.Abs(exact - steps) > SeriesBuilder.Jitter)
            {
                throw Errors.SeriesKnownAheadIrregular(_series.Time, time[row]!, table.Step, row + 1);
            }

            int position = span.First + (int)steps;
            if (!givenBy.TryAdd(position, row))
            {
                throw Errors.SeriesKnownAheadTwice(_series.Time, time[row]!, span.Name, row + 1, givenBy[position] + 1);
            }

            rowAt[position] = before + row;
        }

        return [.. _series.KnownAhead.Select(name =>
            table.KnownAhead.First(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Append(knownAhead.Find(name)))];
    }

    // By the clock that the series' steps are counted by.
    private static SeriesTime TimeOf(DataColumn time, int row, SeriesSpan span) => time switch
    {
        DateColumn dates when span.Offset is { } offset => new SeriesTime(
            dates.Ticks[row] - ((dates.Offsets is { } offsets && offsets[row] != DateColumn.NoOffset ? offsets[row] : offset) * TimeSpan.TicksPerMinute), 0),
        DateColumn dates => new SeriesTime(dates.Ticks[row], 0),
        NumberColumn numbers => new SeriesTime(0, numbers.Values[row]),
        _ => throw Errors.SeriesTimeKind(time.Name, time.Kind, time[row]),
    };
}
