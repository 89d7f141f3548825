using PSBackprop.Series;

namespace PSBackprop.Data.Series;

/// <summary>Derives from training data what a network keeps of its time series: the season, the lags, what is learned, and each group's measures.</summary>
internal static class SeriesFit
{
    // Without a season: enough for what wanders, and few enough for short series.
    private const int LagsWithoutSeason = 6;

    // A longer season is seen by this many latest values, and by those one season ago.
    private const int LongSeason = 24;

    // A series has rows for so many times its lags, or fewer lags.
    private const int RowsOfALag = 4;

    // Of fewer rows to learn from, what is known of a group from before tells more.
    private const int FewestRows = 10;

    /// <summary>The series of a network that is made for a dataset.</summary>
    /// <param name="dataset">Training data alone.</param>
    /// <exception cref="BackpropException">No series is long enough.</exception>
    public static NetworkSeries Of(Dataset dataset)
    {
        TimeSeries own = dataset.Series!;
        SeriesSettings settings = own.Settings;
        int? period = settings.Period is { } given ? given > 1 ? given : null : SeasonFinder.Of(own);
        if (settings.Difference == Difference.Seasonal && period is null)
        {
            throw Errors.SeriesWithoutSeason(own.Step, isGiven: settings.Period is not null);
        }

        SeriesShape shape = ShapeOf(own, period, settings.Lag);
        var series = new NetworkSeries
        {
            Time = dataset.Find(settings.Time).Name,
            Group = settings.Group,
            Target = dataset.Target[0].Name,
            Step = own.Step,
            Lag = shape.Lag,
            Horizon = settings.Horizon,
            Period = period,
            KnownAhead = FixedList.Of(settings.KnownAhead),
            Cycle = shape.Cycle,
            DateFormat = (dataset.Find(settings.Time) as DateColumn)?.Format,
            IsChosen = true,
            IsPeriodFound = settings.Period is null,
            AreLagsFound = settings.Lag is null,
            Difference = settings.Difference,
        };
        return Refit(series, dataset);
    }

    /// <summary>
    /// The same series for another network that is trained on these rows alone: the season, the lags and the cycles of the calendar are found
    /// anew, where they were found.
    /// </summary>
    public static NetworkSeries Anew(NetworkSeries series, Dataset dataset)
    {
        TimeSeries own = SeriesWindows.Require(series, dataset);
        return series.IsChosen
            ? series.With(shape: ShapeOf(own, series.IsPeriodFound ? SeasonFinder.Of(own) : series.Period, series.AreLagsFound ? null : series.Lag))
            : series;
    }

    /// <summary>The same series, with what is learned chosen anew, where it was chosen, and measures of groups from this data.</summary>
    public static NetworkSeries Refit(NetworkSeries series, Dataset dataset)
    {
        TimeSeries own = SeriesWindows.Require(series, dataset);
        if (series.IsChosen)
        {
            var (difference, isRatio) = DifferenceChoice.Of(series, own);
            series = series.With(difference: difference, isRatio: isRatio);
        }

        return series.With(groups: [.. Measure(series, own)]);
    }

    /// <summary>The same series, with measures of the groups that it does not know.</summary>
    public static NetworkSeries Widen(NetworkSeries series, Dataset dataset) => Measured(series, dataset, static _ => true);

    /// <summary>
    /// The same series for what comes after the rows of a dataset: groups that it does not know are measured by these, and so are those that
    /// never varied in training, of which it knows as little.
    /// </summary>
    public static NetworkSeries GoOn(NetworkSeries series, Dataset dataset) =>
        Measured(series, dataset, static group => group.Scale > 0);

    /// <summary>
    /// The same series for further training: groups are measured anew that have rows enough to learn from, as they may have come to another
    /// level, and those that it does not know are measured.
    /// </summary>
    public static NetworkSeries Remeasure(NetworkSeries series, Dataset dataset)
    {
        TimeSeries own = SeriesWindows.Require(series, dataset);
        var renewed = own.Table.Spans.Zip(Lengths(own))
            .Where(one => one.Second >= series.Reach + series.Horizon + FewestRows)
            .Select(static one => one.First.Name)
            .ToHashSet();
        return Measured(series, dataset, group => !renewed.Contains(group.Name));
    }

    private static NetworkSeries Measured(NetworkSeries series, Dataset dataset, Func<SeriesScale, bool> isKept)
    {
        TimeSeries own = SeriesWindows.Require(series, dataset);
        var kept = series.Groups.Where(isKept).Select(static group => group.Name).ToHashSet();
        var measured = Measure(series, own, kept.Contains).ToDictionary(static group => group.Name);
        if (measured.Count == 0)
        {
            return series;
        }

        var known = series.Groups.Select(static group => group.Name).ToHashSet();
        SeriesScale[] groups =
        [
            .. series.Groups.Select(group => measured.GetValueOrDefault(group.Name, group)),
            .. measured.Values.Where(group => !known.Contains(group.Name)),
        ];
        return series.With(groups: groups, errors: series.Errors, score: series.Score);
    }

    private static IEnumerable<SeriesScale> Measure(NetworkSeries series, TimeSeries own, Func<string, bool>? isKnown = null)
    {
        int[] ends = own.Ends();
        for (int i = 0; i < ends.Length; i++)
        {
            SeriesSpan span = own.Table.Spans[i];
            if (ends[i] >= 0 && isKnown?.Invoke(span.Name) != true)
            {
                yield return SeriesMeasure.Of(span.Name, own.Table, series.Difference, series.IsRatio, series.Period, span.First, ends[i] + 1);
            }
        }
    }

    /// <summary>How many steps each series has up to its last row.</summary>
    internal static IEnumerable<int> Lengths(TimeSeries own) => own.Ends().Select((end, i) => end < 0 ? 0 : end + 1 - own.Table.Spans[i].First);

    private static SeriesShape ShapeOf(TimeSeries own, int? period, IReadOnlyList<int>? lags) => new(
        period,
        FixedList.Of(lags ?? Lags(period, Lengths(own).Max())),
        FixedList.Of(own.Step.IsOfDates ? Cycles(own, period) : []));

    private static IEnumerable<int> Lags(int? period, int longest)
    {
        int most = Math.Max(longest / RowsOfALag, 1);
        if (period is not { } season)
        {
            return Enumerable.Range(1, Math.Min(LagsWithoutSeason, most));
        }

        return season <= LongSeason
            ? Enumerable.Range(1, Math.Min(season + 1, most))
            : [.. Enumerable.Range(1, Math.Min(LongSeason, most)), .. new[] { season - 1, season, season + 1 }.Where(lag => lag <= most)];
    }

    // What comes back otherwise than with the season, and has come back at least twice.
    private static IEnumerable<DateCycle> Cycles(TimeSeries own, int? period)
    {
        int longest = Lengths(own).Max();
        foreach (DateCycle cycle in Enum.GetValues<DateCycle>())
        {
            double steps = DateCycles.Steps(cycle, own.Step);
            if (steps > 2 && 2 * steps <= longest && !(period >= steps - 0.5))
            {
                yield return cycle;
            }
        }
    }
}
