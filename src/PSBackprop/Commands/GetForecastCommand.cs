using System.Collections;
using System.Management.Automation;

using PSBackprop.Conversion;
using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Rows;
using PSBackprop.Settings;

namespace PSBackprop.Commands;

/// <summary>Goes on from the last rows of time series: values, and intervals for them.</summary>
[Cmdlet(VerbsCommon.Get, "Forecast", DefaultParameterSetName = ValueSet)]
[OutputType(typeof(Forecast), typeof(ForecastReach))]
public sealed class GetForecastCommand : BackpropCommand
{
    private const string ValueSet = "Value";
    private const string UntilSet = "Until";
    private const int StepsWithoutSeason = 12;

    /// <summary>The network, trained on a dataset with -Time.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Network Network { get; set; } = null!;

    /// <summary>The rows so far, made with the -Time and -Group of the training data. Forecasts go on from the last of each series.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>The number of steps to forecast.</summary>
    [Parameter(ParameterSetName = ValueSet)]
    [Parameter(ParameterSetName = UntilSet)]
    [PSDefaultValue(Help = "a season, or 12 steps without")]
    [ValidateRange(1, 100_000)]
    public int Step { get; set; }

    /// <summary>The part of the values that is to lie between Lower and Upper.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false, Maximum = 1, AllowMaximum = false)]
    public double Interval { get; set; } = 0.9;

    /// <summary>
    /// Rows with times, groups and the columns that were named by -KnownAhead, for each step: objects or a dataset. What else is in them is
    /// not read.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? KnownAhead { get; set; }

    /// <summary>
    /// Writes when each series reaches this value, earliest, likely and latest, in place of the forecasts: a number for all series, or a
    /// table by group such as @{ web = 100; sql = 500 }.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = UntilSet)]
    [ValidateNotNull]
    public object Until { get; set; } = null!;

    /// <summary>The value is reached from above.</summary>
    [Parameter(ParameterSetName = UntilSet)]
    public SwitchParameter Falling { get; set; }

    private protected override void Process()
    {
        NetworkColumns columns = Network.Columns ?? throw Errors.NetworkWithoutSeries(Network);
        NetworkSeries series = columns.Series ?? throw Errors.NetworkWithoutSeries(Network);
        if (IsGiven(nameof(Interval)) && series.Errors is null && series.Groups.Any(static group => group.Scale > 0))
        {
            throw Errors.ForecastWithoutErrors(series);
        }

        if (KnownAhead is not null && series.KnownAhead.Count == 0)
        {
            throw Errors.SeriesKnownAheadUnused();
        }

        if (ParameterSetName == UntilSet)
        {
            RequireLevels();
        }

        int steps = Given(Step) ?? series.Period ?? StepsWithoutSeason;
        var unknown = new UnknownCategories(columns.UnknownCategory);
        var continuation = new Continuation(Network, Dataset, KnownAhead is null ? null : RowsAhead(columns));
        IReadOnlyList<SeriesForecast> all = continuation.Run(steps, Interval, unknown, StopToken);
        foreach (SeriesForecast forecast in all)
        {
            if (ParameterSetName == UntilSet && LevelConverter.Of(Until, forecast.Steps[0].Group) is { } level)
            {
                WriteObject(ForecastReach.Of(forecast, level, Falling));
            }
            else if (ParameterSetName == ValueSet)
            {
                WriteObject(forecast.Steps, enumerateCollection: true);
            }
        }

        if (BoundsFinding(series, all) is { } bounds)
        {
            WriteWarning(bounds);
        }

        if (continuation.TooShort.Count > 0)
        {
            WriteWarning(Errors.HistoriesTooShort(continuation.TooShort, series.Reach));
        }

        foreach (string found in continuation.Findings)
        {
            WriteWarning(found);
        }

        if (unknown.Finding is { } finding)
        {
            WriteWarning(finding);
        }
    }

    // A table is for all groups of the rows, and for no others: a name that is misspelt would be missed.
    private void RequireLevels()
    {
        string[] groups = [.. Dataset.Series?.Table.Spans.Select(static span => span.Name) ?? []];
        if (PSObjects.Unwrap(Until) is not IDictionary table)
        {
            LevelConverter.Of(Until, null);
            return;
        }

        string[] given = [.. table.Keys.Cast<object>().Select(static key => CellValue.Text(PSObjects.Unwrap(key)!))];
        if (given.Except(groups, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } unknown)
        {
            throw Errors.UntilGroupUnknown(unknown, groups);
        }

        if (groups.Except(given, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } missing)
        {
            throw Errors.UntilGroupMissing(missing);
        }
    }

    // What is to be said of forecasts without bounds; null where all have them.
    private string? BoundsFinding(NetworkSeries series, IReadOnlyList<SeriesForecast> all)
    {
        if (Network.EpochsTrained == 0)
        {
            return Errors.ForecastUntrained(Network);
        }

        int[] unbound = [.. all.SelectMany(static forecast => forecast.Steps).Where(static step => step.Lower is null).Select(static step => step.Step)];
        return unbound.Length == 0 ? null
            : series.Errors is { } errors ? Errors.ForecastBoundsUnknown(Interval, unbound.Min(), unbound.Min(errors.HighestPart))
            : Errors.ForecastWithoutBounds;
    }

    // Of the kinds that the dataset's own columns have.
    private Dataset RowsAhead(NetworkColumns columns)
    {
        NetworkSeries series = columns.Series!;
        if (KnownAhead is [var single] && PSObjects.Unwrap(single) is Dataset given)
        {
            return given;
        }

        string[] names = [series.Time, .. series.Group is null ? Array.Empty<string>() : [series.Group], .. series.KnownAhead];
        DataColumn[] own = [.. names.Select(Dataset.Find)];
        var rows = new ObjectDataset(
            new ColumnChoice(names, null, null),
            new ColumnKinds(
                own.ToDictionary(static column => column.Name, static column => (object)column.Kind),
                own.OfType<DateColumn>().FirstOrDefault()?.Format)
            {
                AreGiven = false,
            },
            MissingPolicy.Error,
            [],
            columns.Notation)
        {
            NeededByNetwork = names,
        };
        foreach (object? row in RowSource.Rows(KnownAhead, StopToken))
        {
            rows.Add(row);
        }

        return rows.Build();
    }
}
