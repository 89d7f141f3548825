using PSBackprop.Series;

namespace PSBackprop.Data.Series;

/// <summary>
/// The one place that makes rows for a network of time series: for training, for measuring, and step by step for forecasts, so that all see
/// the same numbers. A row is of a position, and has of the target only what is before it.
/// </summary>
internal sealed class SeriesWindows
{
    // What no ratio leads to is as far off as this part of what it is compared with.
    private const double LeastPart = 0.01;

    // Logarithms and back are off by less.
    private const double Rounding = 1e-12;

    private static readonly SeriesScale s_unknown = new(string.Empty, 0, 0, 0);

    private readonly NetworkSeries _series;
    private readonly SeriesTable _table;
    private readonly double[] _values;
    private readonly double[] _levels;
    private readonly SeriesScale[] _scales;
    private readonly bool _hasGaps;

    /// <param name="series">What the network learns of a series; it has measures of each group that rows are asked for.</param>
    /// <param name="table">The values.</param>
    public SeriesWindows(NetworkSeries series, SeriesTable table)
    {
        _series = series;
        _table = table;
        _values = [.. table.Values];
        _levels = Levels(table.Values, series.IsRatio);
        _hasGaps = Array.Exists(_levels, double.IsNaN) || Array.Exists(table.Rows, static row => row < 0);
        var known = series.Groups.ToDictionary(static group => group.Name);
        _scales = [.. table.Spans.Select(span => known.GetValueOrDefault(span.Name) ?? s_unknown)];
    }

    /// <summary>The rows that a network takes of a dataset: of a time series those that it makes of it, else the dataset's own.</summary>
    /// <exception cref="BackpropException">The network continues a time series, and the dataset is none like it.</exception>
    public static Dataset RowsFor(NetworkColumns columns, Dataset dataset) =>
        columns.Series is { } series && !dataset.AreWindows ? Rows(series, dataset, out _) : dataset;

    /// <summary>The rows of a dataset that can be learned from or measured, as a dataset without time.</summary>
    /// <param name="series">What the network learns of a series.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="kept">The rows of the dataset that they are.</param>
    /// <exception cref="BackpropException">The dataset is not of such a series, or no row has all the values before it that it needs.</exception>
    public static Dataset Rows(NetworkSeries series, Dataset dataset, out int[] kept)
    {
        TimeSeries own = Require(series, dataset);
        var windows = new SeriesWindows(SeriesFit.Widen(series, dataset), own.Table);
        int[] ends = own.Ends();
        kept = [.. Enumerable.Range(0, dataset.Count).Where(row => own.Positions[row] is var at && windows.HasTargets(at, ends[own.Table.SpanOf(at)]))];
        kept = Array.FindAll(kept, IsVaried) is { Length: > 0 } varied ? varied : kept;
        return kept.Length > 0
            ? windows.Rows(Array.ConvertAll(kept, row => own.Positions[row]), withTarget: true, dataset)
            : throw windows.TooShort(own);

        // What goes on as it was teaches nothing of what does not.
        bool IsVaried(int row) => windows.ScaleOf(own.Table.SpanOf(own.Positions[row])).Scale > 0;
    }

    /// <summary>Whether a dataset has any row that a network of this kind could learn from.</summary>
    public static bool CanLearn(NetworkSeries series, Dataset dataset) =>
        dataset.Count > 0 && SeriesFit.Lengths(Require(series, dataset)).Max() > series.Lag[^1] + (series.Period ?? 1) + series.Horizon + series.Lag.Count;

    /// <summary>The time series of a dataset, if it is of the kind that a network is for.</summary>
    /// <exception cref="BackpropException">It is not.</exception>
    public static TimeSeries Require(NetworkSeries series, Dataset dataset)
    {
        TimeSeries own = dataset.Series ?? throw Errors.SeriesMissing(series);
        if (own.Step != series.Step)
        {
            throw Errors.SeriesStepDiffers(series, own.Step);
        }

        foreach (string column in series.KnownAhead)
        {
            if (!own.KnownAhead.Contains(column, StringComparer.OrdinalIgnoreCase))
            {
                throw Errors.SeriesKnownAheadMissing(column);
            }
        }

        return dataset.Target[0].Name.Equals(series.Target, StringComparison.OrdinalIgnoreCase)
            ? own
            : throw Errors.ColumnMissing(series.Target, [dataset.Target[0].Name]);
    }

    /// <summary>Whether a position has all the values before it that a row needs, and those that the rows of later steps need.</summary>
    /// <param name="position">The position.</param>
    /// <param name="steps">How many steps are forecast from it on. What they see of each other is there then.</param>
    public bool HasWindow(int position, int steps = 1)
    {
        int first = _table.Spans[_table.SpanOf(position)].First;
        if (position - _series.Reach < first || !_hasGaps)
        {
            return position - _series.Reach >= first;
        }

        return _series.Lag.All(lag => Before(lag, _series.Horizon).All(before => !double.IsNaN(Change(before))))
            && Before(_series.Span, 1).All(before => !double.IsNaN(_levels[before]))
            && _series.KnownLags.All(lag => Before(lag, _series.Horizon).All(before => _table.Rows[before] >= 0));

        IEnumerable<int> Before(int lag, int every)
        {
            for (int step = 0; step < Math.Min(lag, steps); step += every)
            {
                yield return position - lag + step;
            }
        }
    }

    /// <summary>Rows for positions that have a window, features and, where asked for, targets.</summary>
    /// <param name="positions">The positions.</param>
    /// <param name="withTarget">Whether the target is known there, and is to be learned or measured.</param>
    /// <param name="source">The dataset that they are of, whose way with missing values holds; null for none.</param>
    public Dataset Rows(int[] positions, bool withTarget, Dataset? source = null)
    {
        DataColumn[] features = [.. _series.Inputs().Select(input => Feature(input, positions))];
        DataColumn[] targets = withTarget
            ? [.. Enumerable.Range(0, _series.Horizon).Select(step =>
                Numbers(_series.StepName(_series.Target, step), positions, position => Measured(position, position + step)))]
            : [];
        return new Dataset(source?.Name, features, targets, source?.Missing ?? MissingPolicy.Error)
        {
            Notation = source?.Notation ?? NumberNotation.Invariant,
            AreWindows = true,
        };
    }

    /// <summary>Takes what a network says of a step as its value, on which later steps build.</summary>
    /// <param name="position">The position.</param>
    /// <param name="change">What the network says, as <see cref="Rows(int[], bool, Dataset)"/> gives targets.</param>
    /// <returns>The value in the target's own units.</returns>
    public double Put(int position, double change)
    {
        SeriesScale scale = _scales[_table.SpanOf(position)];
        if (scale.Scale == 0 && (_series.Span == 0 || scale.Offset == 0))
        {
            // The same, bit for bit.
            int before = position - (_series.Span == 0 ? _series.Lag[0] : _series.Span);
            _levels[position] = _levels[before];
            return _values[position] = _values[before];
        }

        double level = scale.ChangeOf(change) + (_series.Span == 0 ? 0 : _levels[position - _series.Span]);
        double value = _series.IsRatio ? Math.Exp(level) : level;
        if (!double.IsFinite(value))
        {
            throw Errors.ForecastNotFinite(_table.Show(position));
        }

        _levels[position] = level;
        return _values[position] = value;
    }

    /// <summary>How far a forecast is off, in the units of <see cref="ForecastErrors"/>; infinite where a series changes that never did.</summary>
    public double Error(int span, double truth, double forecast)
    {
        // What came, or what a network says that learned otherwise from earlier rows, may be what no ratio leads to.
        double least = _series.IsRatio ? LeastPart * Math.Max(truth, forecast) : double.NegativeInfinity;
        double level = Level(Math.Max(truth, least), _series.IsRatio);
        double off = Math.Abs(level - Level(Math.Max(forecast, least), _series.IsRatio));
        double scale = _scales[span].Scale;
        return scale > 0 ? off / scale : off <= Rounding * Math.Max(Math.Abs(level), 1) ? 0 : double.PositiveInfinity;
    }

    /// <summary>A value as far off a forecast as a width says.</summary>
    public double Off(int span, double forecast, double width)
    {
        if (_scales[span].Scale == 0)
        {
            return forecast;
        }

        double level = Level(forecast, _series.IsRatio) + (width * _scales[span].Scale);
        return _series.IsRatio ? Math.Exp(level) : level;
    }

    /// <summary>The latest position before one, as far back as the network looks, that no ratio leads to or from; null if there is none.</summary>
    public int? NotPositive(int position)
    {
        int first = Math.Max(_table.Spans[_table.SpanOf(position)].First, position - _series.Reach);
        int found = _series.IsRatio ? Array.FindLastIndex(_values, position - 1, position - first, static value => value <= 0) : -1;
        return found < 0 ? null : found;
    }

    public SeriesScale ScaleOf(int span) => _scales[span];

    /// <summary>Values, or their logarithms where ratios are learned; NaN where there is none.</summary>
    internal static double[] Levels(double[] values, bool isRatio) => Array.ConvertAll(values, value => Level(value, isRatio));

    private static double Level(double value, bool isRatio) => !isRatio ? value : value > 0 ? Math.Log(value) : double.NaN;

    private DataColumn Feature(SeriesInput input, int[] positions) => input switch
    {
        LagInput lag => Numbers(lag.Name, positions, position => Measured(position, position - lag.Lag)),
        CycleInput cycle => Numbers(cycle.Name, positions, position => Place(cycle, position)),
        KnownInput known => _table.KnownAhead.First(column => column.Name.Equals(known.Column, StringComparison.OrdinalIgnoreCase))
            .Select(Array.ConvertAll(positions, position => KnownRow(known.Column, position + known.Step)), known.Name),
        _ => throw new ArgumentOutOfRangeException(nameof(input), input, null),
    };

    private double Place(CycleInput input, int position)
    {
        double angle = DateCycles.Angle(DayNumber.Of(_table.ClockOf(position)), DateCycles.Period(input.Cycle));
        return input.IsCosine ? Math.Cos(angle) : Math.Sin(angle);
    }

    private static NumberColumn Numbers(string name, int[] positions, Func<int, double> number) =>
        new(name, Array.ConvertAll(positions, position => number(position)));

    private double Change(int position) => _series.Span == 0 ? _levels[position] : _levels[position] - _levels[position - _series.Span];

    private double Measured(int row, int position)
    {
        return _scales[_table.SpanOf(row)].Measure(Change(position));
    }

    private bool HasTargets(int position, int end)
    {
        if (position + _series.Horizon - 1 > end || !HasWindow(position))
        {
            return false;
        }

        for (int step = 0; step < _series.Horizon; step++)
        {
            int ahead = position + step;
            if (double.IsNaN(Change(ahead)) || _table.IsGap?[ahead] == true || (_series.KnownAhead.Count > 0 && _table.Rows[ahead] < 0))
            {
                return false;
            }
        }

        return true;
    }

    private BackpropException TooShort(TimeSeries own)
    {
        int[] ends = own.Ends();
        int longest = SeriesFit.Lengths(own).Max();
        int gap = Array.FindIndex(_levels, double.IsNaN);
        return longest >= _series.Reach + _series.Horizon && _series.IsRatio && Array.FindIndex(_values, static value => value <= 0) is >= 0 and var place
            ? Errors.SeriesNotPositive(SeriesFindings.Place(_table, place))
            : Errors.SeriesTooShort(
            _series,
            longest,
            longest >= _series.Reach + _series.Horizon && gap >= 0 && gap <= ends[own.Table.SpanOf(gap)] ? DateNotation.Show(_table.Show(gap)) : null);
    }

    private int KnownRow(string column, int position) => _table.Rows[position] is >= 0 and var row
        ? row
        : throw Errors.SeriesKnownAheadStep(column, _table.Show(position), _table.Spans[_table.SpanOf(position)].Name);
}
