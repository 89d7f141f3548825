using System.Collections;
using System.Globalization;
using System.Management.Automation;

using PSBackprop.Completion;
using PSBackprop.Data.Series;
using PSBackprop.Rows;

namespace PSBackprop.Commands;

/// <summary>What the cmdlets that make datasets share: which columns, of what kind, and what about missing values.</summary>
public abstract class DatasetCommand : BackpropCommand
{
    /// <summary>The columns to learn from. Wildcards are allowed. Unless given, all columns but the targets.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[]? Feature { get; set; }

    /// <summary>
    /// The columns not to learn from, such as keys. Wildcards are allowed; they pass over targets, while the name of a target is refused.
    /// It goes before -Feature.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[]? Exclude { get; set; }

    /// <summary>
    /// The columns to learn. Wildcards are allowed. A target of texts is classes, one of numbers is numbers, and one of only 0 and 1 is
    /// a yes or no; several targets are all numbers or all yes or no.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[]? Target { get; set; }

    /// <summary>
    /// A hashtable from column names or wildcards to Numeric, Boolean, Categorical, Text or Date, for columns whose first value would
    /// mislead, above all numbers that are codes, and for texts that are to be read, such as descriptions.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ColumnKindCompleter))]
    public IDictionary? Kind { get; set; }

    /// <summary>
    /// What happens to rows with a missing value, which is an empty field and for numbers, dates, and yes or no also NA, N/A, NaN, null
    /// or ?. What Mean and Median fill in is that of the network's training rows, in predictions as well; a missing text is one without
    /// words. A missing target is never filled in.
    /// </summary>
    [Parameter]
    public MissingPolicy Missing { get; set; }

    /// <summary>
    /// The culture in which texts write numbers, such as de-DE for 12,5, with its own minus or a hyphen. Unless given, with a decimal point.
    /// A network made for the data keeps it, and reads texts for prediction likewise.
    /// </summary>
    [Parameter]
    [PSDefaultValue(Help = "a decimal point")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CultureCompleter))]
    public CultureInfo Culture { get; set; } = CultureInfo.InvariantCulture;

    /// <summary>
    /// The .NET format in which texts write dates, such as dd.MM.yyyy HH:mm, with the names of months of -Culture. Unless given, as in ISO
    /// 8601: 2026-01-31, with or without a time after T or a blank, its seconds and an offset from UTC. Dates count by their own clock,
    /// whatever the offset. In a format without a year, dates are of the year 2000; a time alone is of the day 0001-01-01. A network made
    /// for the data keeps the format.
    /// </summary>
    [Parameter]
    [PSDefaultValue(Help = "ISO 8601")]
    [ValidateNotNullOrEmpty]
    public string? DateFormat { get; set; }

    /// <summary>
    /// Makes a dataset whose rows are learned as such, so that a network trained on it tells odd rows from usual ones: there is no -Target, as
    /// each column is one. Give rows that are usual for the most part.
    /// </summary>
    [Parameter]
    public SwitchParameter Anomaly { get; set; }

    /// <summary>
    /// The column of times, which makes the rows a time series that -Target goes on with: they are ordered, their regular step is found, and
    /// a network made for them learns from earlier values. Times are dates, or numbers such as years. Dates with an offset from UTC are
    /// ordered by UTC, and steps below a day are counted by it.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string? Time { get; set; }

    /// <summary>With -Time: the column that tells several series apart, such as the server.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string? Group { get; set; }

    /// <summary>With -Time: how many steps back the values lie that a network sees, such as 1,2,3,24.</summary>
    [Parameter]
    [PSDefaultValue(Help = "1 to a season and one more, or 1 to 6 without")]
    [ValidateNotNullOrEmpty]
    public int[]? Lag { get; set; }

    /// <summary>With -Time: how many steps ahead a network gives at once. Forecasts of more go on from these.</summary>
    [Parameter]
    [ValidateRange(1, 10_000)]
    public int Horizon { get; set; } = 1;

    /// <summary>With -Time: columns whose values are known for the future, such as holidays or prices. Wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[]? KnownAhead { get; set; }

    /// <summary>
    /// With -Time: what a network learns of the target: its values, its change since the step before, or since the season before; Auto tries
    /// them on the latest rows. Of values above 0 each is tried in ratios as well, without -NoRatio.
    /// </summary>
    [Parameter]
    public Difference Difference { get; set; }

    /// <summary>
    /// With -Time: values and changes are learned as they are, and never as ratios, which need values above 0: for series that may reach 0
    /// later, or whose changes do not grow with them.
    /// </summary>
    [Parameter]
    public SwitchParameter NoRatio { get; set; }

    /// <summary>With -Time: the steps of a season, such as 12 for months or 24 for hours; 1 for none.</summary>
    [Parameter]
    [PSDefaultValue(Help = "found, of those that the calendar gives")]
    [ValidateRange(1, Errors.MostLag)]
    public int Period { get; set; }

    /// <summary>
    /// A dataset of time series whose rows come before these: the dataset written has all of them. Time, group, target and what is known ahead
    /// are that dataset's.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Dataset? Append { get; set; }

    private protected ColumnChoice Choice => Time is null
        ? new(Feature, Target, Exclude)
        : new([Time, .. Group is null ? Array.Empty<string>() : [Group], .. KnownAhead ?? []], Target, null)
        {
            ParameterOf = pattern => pattern == Time ? "-Time" : pattern == Group ? "-Group" : "-KnownAhead",
        };

    /// <summary>The kinds that are given, and those that the columns of a time series have.</summary>
    private protected ColumnKinds Kinds => new(Kind, DateFormat, Group, Time is null ? null : Target);

    /// <exception cref="BackpropException">A setting is for time series and there is no time, or the other way round.</exception>
    private protected override void Begin()
    {
        if (Append is not null)
        {
            TakeSettings(Append.Series?.Settings ?? throw Errors.SeriesAppend());
        }

        string[] ofSeries = [nameof(Group), nameof(Lag), nameof(Horizon), nameof(KnownAhead), nameof(Difference), nameof(NoRatio), nameof(Period)];
        if (Time is null && Array.Find(ofSeries, IsGiven) is { } given)
        {
            throw Errors.SeriesSettingWithoutTime(given);
        }

        if (Time is not null && Anomaly)
        {
            throw Errors.AnomalyOfSeries(Time);
        }

        if (Time is not null && (Feature ?? Exclude) is not null)
        {
            throw Errors.SeriesFeature(Feature is null ? nameof(Exclude) : nameof(Feature));
        }

        int[] lags = [.. (Lag ?? []).Order()];
        for (int i = 0; i < lags.Length; i++)
        {
            if (lags[i] is < 1 or > Errors.MostLag || (i > 0 && lags[i] == lags[i - 1]))
            {
                throw Errors.SeriesLag(lags[i]);
            }
        }
    }

    // What the rows before say holds for these; to say otherwise has no meaning.
    private void TakeSettings(SeriesSettings settings)
    {
        string[] others =
        [
            nameof(Time), nameof(Group), nameof(Target), nameof(KnownAhead), nameof(Lag), nameof(Horizon), nameof(Difference), nameof(NoRatio), nameof(Period),
        ];
        if (Array.Find(others, IsGiven) is { } given)
        {
            throw Errors.SeriesAppendSetting(given);
        }

        (Time, Group, KnownAhead) = (settings.Time, settings.Group, settings.KnownAhead.Count == 0 ? null : [.. settings.KnownAhead]);
        Target = [Append!.Target[0].Name];
        Culture = IsGiven(nameof(Culture)) ? Culture : CultureInfo.GetCultureInfo(Append.Notation.Culture);
        DateFormat ??= (Append.Find(settings.Time) as DateColumn)?.Format;
    }

    /// <summary>The dataset that rows are: as such, to be learned from one another, or as time series.</summary>
    private protected Dataset Arrange(Dataset rows) => Time is not null ? Order(rows.Load()) : Anomaly ? rows.ForAnomaly() : rows;

    private Dataset Order(Dataset dataset)
    {

        if (Append is { Series: { } before } earlier)
        {
            return SeriesBuilder.Of(earlier.Append(dataset), before.Settings);
        }

        string time = dataset.Find(Time!).Name;
        string? group = Group is null ? null : dataset.Find(Group).Name;
        string[] columns = [time, .. group is null ? Array.Empty<string>() : [group], .. dataset.Target.Select(static column => column.Name)];
        if (columns.FirstOrDefault(column => KnownAhead?.Contains(column, StringComparer.OrdinalIgnoreCase) == true) is { } ahead)
        {
            throw Errors.SeriesColumnTwice(ahead);
        }

        if (columns.GroupBy(static column => column).FirstOrDefault(static same => same.Count() > 1) is { } twice)
        {
            throw Errors.SeriesColumnTwice(twice.Key);
        }

        return SeriesBuilder.Of(dataset, new SeriesSettings
        {
            Time = time,
            Group = group,
            Lag = Lag is null ? null : [.. Lag.Order()],
            Horizon = Horizon,
            KnownAhead = [.. dataset.Feature.Select(static column => column.Name).Except(columns)],
            Difference = Difference,
            NoRatio = NoRatio,
            Period = Given(Period),
        });
    }

    private protected void Write(Dataset dataset)
    {
        foreach (string finding in dataset.Findings)
        {
            WriteWarning(finding);
        }

        WriteObject(dataset);
    }
}
