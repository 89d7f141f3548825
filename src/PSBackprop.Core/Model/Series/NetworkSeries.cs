using System.Globalization;

using PSBackprop.Series;

namespace PSBackprop;

/// <summary>
/// The time series that a network continues: which columns it is in, which earlier values the network sees, and what of the series it
/// learns. With z the target or, in ratios, its logarithm, that is w(t) = z(t), z(t) − z(t − 1) or z(t) − z(t − period), from which each
/// group's own mean is taken, and which is divided by its own standard deviation.
/// </summary>
public sealed class NetworkSeries
{
    internal NetworkSeries()
    {
    }

    /// <summary>The column of times.</summary>
    public string Time { get; internal init; } = string.Empty;

    /// <summary>The column that tells series apart; null for one series.</summary>
    public string? Group { get; internal init; }

    /// <summary>The column that is continued.</summary>
    public string Target { get; internal init; } = string.Empty;

    /// <summary>The regular step of the times.</summary>
    public TimeStep Step { get; internal init; } = TimeStep.OfNumber(1);

    /// <summary>How many steps back the values lie that the network sees, in ascending order.</summary>
    public IReadOnlyList<int> Lag { get; internal init; } = [];

    /// <summary>How many steps ahead the network gives at once.</summary>
    public int Horizon { get; internal init; } = 1;

    /// <summary>The steps of a season; null if there is none.</summary>
    public int? Period { get; internal init; }

    /// <summary>The columns whose values are known for the future.</summary>
    public IReadOnlyList<string> KnownAhead { get; internal init; } = [];

    /// <summary>The cycles of the calendar that the network sees the time's place in.</summary>
    public IReadOnlyList<DateCycle> Cycle { get; internal init; } = [];

    /// <summary>What is learned: None, First or Seasonal.</summary>
    public Difference Difference { get; internal init; }

    /// <summary>Whether ratios are learned, by logarithms; all values are above 0 then.</summary>
    public bool IsRatio { get; internal init; }

    /// <summary>How each group's series is measured.</summary>
    public IReadOnlyList<SeriesScale> Groups { get; internal init; } = [];

    /// <summary>How good the network and what is simpler were at forecasts of rows that they had not seen; empty where that is not known.</summary>
    public IReadOnlyList<ForecastScore> Score { get; internal init; } = [];

    /// <summary>The .NET format in which texts write the times; null for that of ISO 8601.</summary>
    internal string? DateFormat { get; init; }

    /// <summary>Whether the first training chooses <see cref="Difference"/> and <see cref="IsRatio"/> anew.</summary>
    internal bool IsChosen { get; init; }

    /// <summary>Whether <see cref="Period"/> was found in the rows, and not given.</summary>
    internal bool IsPeriodFound { get; init; }

    /// <summary>Whether <see cref="Lag"/> follows from the season and the rows, and was not given.</summary>
    internal bool AreLagsFound { get; init; }

    /// <summary>The errors that intervals come from; null where they are not known.</summary>
    internal ForecastErrors? Errors { get; init; }

    /// <summary>How many steps back a change is taken from; 0 if values are learned.</summary>
    internal int Span => SpanOf(Difference, Period);

    /// <summary>The most steps back that a row of the network's inputs needs a value of.</summary>
    internal int Reach => Math.Max(Lag[^1] + Span, Math.Max(Lag[^1], KnownLags.Append(0).Max()));

    /// <summary>How many steps back the columns known ahead are seen as well: where a change is taken from, it depends on what was so then.</summary>
    internal IReadOnlyList<int> KnownLags => KnownAhead.Count == 0 ? [] : Period is { } period && period > 1 ? [1, period] : [1];

    /// <inheritdoc/>
    public override string ToString()
    {
        string change = Difference switch
        {
            Difference.First => IsRatio ? "ratios to the step before" : "changes since the step before",
            Difference.Seasonal => IsRatio ? "ratios to the season before" : "changes since the season before",
            _ => IsRatio ? "logarithms" : "values",
        };
        string season = Period is { } period ? string.Create(CultureInfo.CurrentCulture, $", season of {period} steps") : string.Empty;
        return string.Create(CultureInfo.CurrentCulture, $"{Target} by {Time} in steps of {Step}{season}: {change}, {Lag.Count} lags up to {Lag[^1]}");
    }

    internal static int SpanOf(Difference difference, int? period) => difference switch
    {
        Difference.First => 1,
        Difference.Seasonal => period ?? 1,
        _ => 0,
    };

    /// <summary>What is said of one lag, after the column's name.</summary>
    internal static string LagName(string column, int lag) => string.Create(CultureInfo.InvariantCulture, $"{column} (lag {lag})");

    /// <summary>What a column is called at a step ahead, from 0: its own name where there is one step.</summary>
    internal string StepName(string column, int step) => Horizon == 1 ? column : string.Create(CultureInfo.InvariantCulture, $"{column} (step {step + 1})");

    /// <summary>The columns that the network takes: lags, places in cycles, and what is known ahead.</summary>
    internal IReadOnlyList<SeriesInput> Inputs() =>
    [
        .. Lag.Select(lag => new LagInput(LagName(Target, lag), Target, lag)),
        .. Cycle.SelectMany(cycle => DateCycles.UnitNames(Time, cycle).Select((name, unit) => new CycleInput(name, Time, cycle, unit == 1))),
        .. KnownAhead.SelectMany(column => Enumerable.Range(0, Horizon).Select(step => new KnownInput(StepName(column, step), column, step))
            .Concat(KnownLags.Select(lag => new KnownInput(LagName(column, lag), column, -lag)))),
    ];

    /// <summary>The user's column that a column of the network is made of; null if it is none of these.</summary>
    internal string? UserColumn(string input) => Inputs().FirstOrDefault(own => own.Name == input)?.Column;

    /// <summary>What the columns are called that the network gives.</summary>
    internal IReadOnlyList<string> OutputNames() => [.. Enumerable.Range(0, Horizon).Select(step => StepName(Target, step))];

    /// <summary>The same with other measures of groups, or with inputs made of something else; without errors and scores unless given.</summary>
    internal NetworkSeries With(
        IReadOnlyList<SeriesScale>? groups = null, Difference? difference = null, bool? isRatio = null, ForecastErrors? errors = null,
        IReadOnlyList<ForecastScore>? score = null, SeriesShape? shape = null) => new()
    {
        Time = Time,
        Group = Group,
        Target = Target,
        Step = Step,
        Lag = shape?.Lag ?? Lag,
        Horizon = Horizon,
        Period = shape is null ? Period : shape.Period,
        KnownAhead = KnownAhead,
        Cycle = shape?.Cycle ?? Cycle,
        Difference = difference ?? Difference,
        IsRatio = isRatio ?? IsRatio,
        IsChosen = IsChosen,
        IsPeriodFound = IsPeriodFound,
        AreLagsFound = AreLagsFound,
        DateFormat = DateFormat,
        Groups = FixedList.Of(groups ?? Groups),
        Errors = errors,
        Score = FixedList.Of(score ?? []),
    };

    /// <summary>What tells it from others, as a text.</summary>
    internal string Identify(Func<IEnumerable<string>, string> hash) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Target} by {Time} and {Group ?? "no group"}, step {Step.Month} {Step.Span.Ticks} {Step.Number}, lags {string.Join(' ', Lag)}, horizon {Horizon}, "
        + $"period {Period}, known ahead {string.Join(' ', KnownAhead)}, cycles {string.Join(' ', Cycle)}, {Difference}, ratios {IsRatio}, "
        + $"groups {hash(Groups.Select(static group => string.Create(CultureInfo.InvariantCulture, $"{group.Name} {group.Offset} {group.Scale}")))}");
}
