using System.Globalization;

using PSBackprop.Series;

namespace PSBackprop.Data.Series;

/// <summary>Makes a dataset one of time series: orders its rows by group and time, finds the regular step and the gaps.</summary>
internal static class SeriesBuilder
{
    /// <summary>A time may be so much of a step off.</summary>
    public const double Jitter = 0.25;

    private const int Latest = 7;

    // Positions without rows for each row, beyond which a time is a mistake.
    private const int MostGaps = 50;

    /// <param name="dataset">The rows, with the columns of time, group, target and what is known ahead.</param>
    /// <param name="settings">Which they are.</param>
    /// <exception cref="BackpropException">A time is missing or comes twice, times have no regular step, or there are gaps that are refused.</exception>
    public static Dataset Of(Dataset dataset, SeriesSettings settings)
    {
        if (dataset.Target is not [NumberColumn target])
        {
            throw Errors.SeriesTarget([.. dataset.Target.Select(static column => column.Name)]);
        }

        DataColumn time = dataset.Find(settings.Time);
        CategoryColumn? group = settings.Group is { } name ? (CategoryColumn)dataset.Find(name) : null;
        SeriesTime[] times = Times(time, out bool areDates, out bool byUtc);
        int missing = Array.FindIndex(Enumerable.Range(0, dataset.Count).ToArray(), row => time.IsMissing(row) || group?.IsMissing(row) == true);
        if (missing >= 0)
        {
            throw Errors.SeriesTimeMissing(time.IsMissing(missing) ? time.Name : group!.Name, missing + 1);
        }

        int[] order = [.. Enumerable.Range(0, dataset.Count).OrderBy(row => group?.Codes[row] ?? 0).ThenBy(row => times[row])];
        int[][] series = [.. order.GroupBy(row => group?.Codes[row] ?? 0).Select(static rows => rows.ToArray())];
        RequireUnique(series, times, time, group);
        SeriesTime[][] ordered = Array.ConvertAll(series, rows => Array.ConvertAll(rows, row => times[row]));
        TimeStep step = StepFinder.Of(ordered, areDates) ?? throw Errors.SeriesOfOne(dataset.Count);

        // Days begin and end by the clock on the wall, however long they are; and so do parts of them that only that clock has at whole steps.
        if (byUtc)
        {
            SeriesTime[][] onWall = Array.ConvertAll(series, rows => Array.ConvertAll(rows, row => new SeriesTime(((DateColumn)time).Ticks[row], 0)));
            TimeStep stepOnWall = StepFinder.Of(onWall, areDates)!;
            bool areDays = step.Month > 0 || step.Span >= TimeSpan.FromDays(1) - TimeSpan.FromHours(1);
            if (areDays || (!StepFinder.IsExact(ordered, step) && StepFinder.IsExact(onWall, stepOnWall)))
            {
                (byUtc, ordered, step) = (false, onWall, stepOnWall);
            }
        }

        Dataset sorted = dataset.Select([.. series.SelectMany(static rows => rows)]);
        return Build(sorted, settings, target.Name, series, ordered, step, byUtc ? (DateColumn)time : null, group);
    }

    private static Dataset Build(
        Dataset dataset,
        SeriesSettings settings,
        string target,
        int[][] series,
        SeriesTime[][] times,
        TimeStep step,
        DateColumn? utc,
        CategoryColumn? group)
    {
        var spans = new SeriesSpan[series.Length];
        int[] positions = new int[dataset.Count];
        long end = 0;
        int place = 0;
        for (int i = 0; i < series.Length; i++)
        {
            string name = group?.Categories[group.Codes[series[i][0]]] ?? string.Empty;
            int first = (int)end;
            long last = 0;
            for (int j = 0; j < times[i].Length; j++)
            {
                double exact = step.Between(times[i][0], times[i][j]);
                long steps = (long)Math.Round(exact);
                if (Math.Abs(exact - steps) > Jitter || (j > 0 && steps == last))
                {
                    throw Errors.SeriesIrregular(settings.Time, name, Text(times[i], j, step), step);
                }

                if (steps > (long)MostGaps * times[i].Length + 1000 || end + steps + 1 > Array.MaxLength)
                {
                    throw Errors.SeriesFarApart(name, Text(times[i], j - 1, step), Text(times[i], j, step), step);
                }

                last = steps;
                positions[place++] = first + (int)steps;
            }

            int own = place - times[i].Length;
            SeriesTime start = Start(step, times[i], j => positions[own + j] - first);
            spans[i] = new SeriesSpan(name, first, (int)last + 1, start, StartPlace: 0, utc?.Offsets![series[i][^1]]);
            end = first + last + 1;
        }

        double[] values = new double[end];
        int[] rows = new int[end];
        values.AsSpan().Fill(double.NaN);
        rows.AsSpan().Fill(-1);
        double[] known = ((NumberColumn)dataset.Find(target)).Values;
        for (int row = 0; row < positions.Length; row++)
        {
            values[positions[row]] = known[row];
            rows[positions[row]] = row;
        }

        DataColumn[] ahead = [.. settings.KnownAhead.Select(dataset.Find)];
        var table = new SeriesTable(step, spans, values, rows, isGap: null, ahead);
        string? gaps = Gaps(table, dataset.Missing, AreLikeDates(times, step, settings.Time));
        table = gaps is null || dataset.Missing == MissingPolicy.Drop ? table : Filled(table);
        return new Dataset(dataset.Name, dataset.Feature, dataset.Target, dataset.Missing)
        {
            Empty = dataset.Empty,
            Notation = dataset.Notation,
            Findings = [.. dataset.Findings, .. new[] { gaps, gaps is null ? AreLikeDates(times, step, settings.Time) : null }.OfType<string>()],
            Series = new TimeSeries(settings, table, positions),
        };
    }

    // Steps are counted from where most of the latest times lie: the first may be late, and clocks may have been changed since.
    private static SeriesTime Start(TimeStep step, SeriesTime[] times, Func<int, long> stepsOf)
    {
        if (!step.IsOfDates)
        {
            return times[0];
        }

        long late = Enumerable.Range(Math.Max(times.Length - Latest, 0), Math.Min(times.Length, Latest))
            .Select(j => times[j].Ticks - step.After(times[0], stepsOf(j)).Ticks)
            .GroupBy(static ticks => ticks)
            .MaxBy(static alike => alike.Count())!
            .Key;
        return new SeriesTime(times[0].Ticks + late, 0);
    }

    private static SeriesTime[] Times(DataColumn time, out bool areDates, out bool byUtc)
    {
        areDates = time is DateColumn;
        byUtc = time is DateColumn { Offsets: { } offsets } && !offsets.Contains(DateColumn.NoOffset);
        bool utc = byUtc;
        return time switch
        {
            DateColumn dates when utc =>
                [.. dates.Ticks.Select((ticks, row) => new SeriesTime(ticks - (dates.Offsets![row] * TimeSpan.TicksPerMinute), 0))],
            DateColumn dates => Array.ConvertAll(dates.Ticks, static ticks => new SeriesTime(ticks, 0)),
            NumberColumn numbers => Array.ConvertAll(numbers.Values, static number => new SeriesTime(0, number)),
            _ => throw Errors.SeriesTimeKind(time.Name, time.Kind, time.Count > 0 ? time[0] : null),
        };
    }

    private static void RequireUnique(int[][] series, SeriesTime[] times, DataColumn time, CategoryColumn? group)
    {
        int count = 0;
        (int Row, int Other)? first = null;
        foreach (int[] rows in series)
        {
            for (int i = 1; i < rows.Length; i++)
            {
                if (times[rows[i]] == times[rows[i - 1]])
                {
                    count++;
                    first ??= (rows[i - 1], rows[i]);
                }
            }
        }

        if (first is var (row, other))
        {
            string? name = group?.Categories[group.Codes[row]];
            bool hasClock = time is DateColumn { Offsets: null } dates && dates.Ticks.Any(static ticks => ticks % TimeSpan.TicksPerDay != 0);
            throw Errors.SeriesTimeTwice(time.Name, DateNotation.Show(time[row]!), name, row + 1, other + 1, count, hasClock);
        }
    }

    // What is to be said of steps without a row; null where there is none.
    private static string? Gaps(SeriesTable table, MissingPolicy policy, string? areLikeDates)
    {
        int missing = table.Values.Count(double.IsNaN);
        if (missing == 0)
        {
            return null;
        }

        int first = Array.FindIndex(table.Values, double.IsNaN);
        SeriesSpan span = table.Spans[table.SpanOf(first)];
        string where = span.Name.Length == 0 ? string.Empty : $" of '{span.Name}'";
        string found = string.Create(
            CultureInfo.CurrentCulture,
            $"{missing:N0} of {table.Values.Length:N0} steps of {table.Step} have no row, the first {DateNotation.Show(table.Show(first))}{where}");
        string hint = areLikeDates is null ? string.Empty : $" {areLikeDates}";
        return policy switch
        {
            MissingPolicy.Error => throw Errors.SeriesGap(found, hint),
            MissingPolicy.Drop => $"{found}. What needs a value there is left out.{hint}",
            _ => $"{found}. The last value before stands for it.{hint}",
        };
    }

    // What is to be said of numbers such as 20260131; null for others.
    private static string? AreLikeDates(SeriesTime[][] times, TimeStep step, string column) =>
        !step.IsOfDates && Array.TrueForAll(times, static series => Array.TrueForAll(series, static time => IsLikeDate(time.Number)))
            ? Errors.SeriesTimesLikeDates(column, times[0][0].Number)
            : null;

    private static bool IsLikeDate(double number) => number is >= 19000101 and <= 21001231 && DateTime.TryParseExact(
        CellValue.Text(number), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    // The value that was known at the time: a mean of what is before and after would tell of what is after.
    private static SeriesTable Filled(SeriesTable table)
    {
        double[] values = [.. table.Values];
        int[] rows = [.. table.Rows];
        bool[] isGap = new bool[values.Length];
        for (int i = 1; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                (values[i], rows[i], isGap[i]) = (values[i - 1], rows[i - 1], true);
            }
        }

        return new SeriesTable(table.Step, table.Spans, values, rows, isGap, table.KnownAhead);
    }

    private static string Text(SeriesTime[] times, int place, TimeStep step) => step.IsOfDates
        ? DateNotation.Text(new DateTime(times[place].Ticks), isClock: false)
        : CellValue.Text(times[place].Number);
}
