using PSBackprop.Series;

namespace PSBackprop.Data.Series;

/// <summary>One series in a <see cref="SeriesTable"/>.</summary>
/// <param name="Name">Its group; empty for the only one.</param>
/// <param name="First">The position of its first value.</param>
/// <param name="Count">How many positions it has, gaps included.</param>
/// <param name="Start">A time that the others are counted from: in steps of months one that is no end of a month, if there is any.</param>
/// <param name="StartPlace">How many steps after the first position that time is; it may be before it.</param>
/// <param name="Offset">The offset from UTC of the latest row's clock in minutes, where steps are counted by UTC; else null.</param>
internal sealed record SeriesSpan(string Name, int First, int Count, SeriesTime Start, int StartPlace, short? Offset)
{
    /// <summary>The position after the last.</summary>
    public int End => First + Count;
}

/// <summary>
/// Values at regular steps, series after series: a position is a step of one series. It never changes; the parts that a dataset is split
/// into are positions of one table, so that their first rows see the values before them.
/// </summary>
internal sealed class SeriesTable
{
    private readonly int[] _spanOf;

    /// <param name="step">The step from position to position.</param>
    /// <param name="spans">The series, each after the one before.</param>
    /// <param name="values">The target at each position; NaN where it is not known.</param>
    /// <param name="rows">The row of <paramref name="knownAhead"/> for each position; −1 where there is none.</param>
    /// <param name="isGap">Whether no row was there at a position, so that its value stands in for one; null where there are no gaps.</param>
    /// <param name="knownAhead">The columns whose values are known for the future.</param>
    public SeriesTable(
        TimeStep step, IReadOnlyList<SeriesSpan> spans, double[] values, int[] rows, bool[]? isGap, IReadOnlyList<DataColumn> knownAhead)
    {
        Step = step;
        Spans = spans;
        Values = values;
        Rows = rows;
        IsGap = isGap;
        KnownAhead = knownAhead;
        _spanOf = new int[values.Length];
        for (int i = 0; i < spans.Count; i++)
        {
            _spanOf.AsSpan(spans[i].First, spans[i].Count).Fill(i);
        }
    }

    public TimeStep Step { get; }

    public IReadOnlyList<SeriesSpan> Spans { get; }

    public double[] Values { get; }

    public int[] Rows { get; }

    public bool[]? IsGap { get; }

    public IReadOnlyList<DataColumn> KnownAhead { get; }

    /// <summary>The place in <see cref="Spans"/> of the series that a position is of.</summary>
    public int SpanOf(int position) => _spanOf[position];

    /// <summary>The time of a position by the clock that steps are counted by.</summary>
    public SeriesTime TimeOf(int position)
    {
        SeriesSpan span = Spans[_spanOf[position]];
        return Step.After(span.Start, position - span.First - span.StartPlace);
    }

    /// <summary>The time of a position by its own clock, as users see it.</summary>
    public DateTime ClockOf(int position) => new DateTime(TimeOf(position).Ticks).AddMinutes(Spans[_spanOf[position]].Offset ?? 0);

    /// <summary>A time as users write it.</summary>
    public object Show(int position)
    {
        if (!Step.IsOfDates)
        {
            return TimeOf(position).Number;
        }

        DateTime clock = ClockOf(position);
        return Spans[_spanOf[position]].Offset is { } offset ? (object)new DateTimeOffset(clock, TimeSpan.FromMinutes(offset)) : clock;
    }

    /// <summary>
    /// The way to forecasts: for each origin a series of its own that has the values before it, and behind them steps without values, with
    /// what is known ahead where there are rows of it.
    /// </summary>
    /// <param name="origins">The positions that are forecast first: each is one after a known value.</param>
    /// <param name="history">How many values before an origin are taken.</param>
    /// <param name="steps">How many steps follow.</param>
    public SeriesTable Branch(IReadOnlyList<int> origins, int history, int steps)
    {
        int length = history + steps;
        double[] values = new double[origins.Count * length];
        int[] rows = new int[values.Length];
        values.AsSpan().Fill(double.NaN);
        rows.AsSpan().Fill(-1);
        var spans = new SeriesSpan[origins.Count];
        for (int i = 0; i < origins.Count; i++)
        {
            int origin = origins[i];
            SeriesSpan own = Spans[_spanOf[Math.Max(origin - 1, 0)]];
            int before = Math.Min(history, origin - own.First);
            int first = i * length;
            Array.Copy(Values, origin - before, values, first + history - before, before);
            Array.Copy(Rows, origin - before, rows, first + history - before, Math.Min(before + steps, own.End - origin + before));
            spans[i] = own with { First = first, Count = length, StartPlace = own.StartPlace - (origin - own.First - history) };
        }

        return new SeriesTable(Step, spans, values, rows, isGap: null, KnownAhead);
    }
}
