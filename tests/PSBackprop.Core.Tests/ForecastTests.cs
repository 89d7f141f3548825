using MathNet.Numerics;

using PSBackprop.Data;
using PSBackprop.Data.Series;
using PSBackprop.Evaluations;
using PSBackprop.Propagation;
using PSBackprop.Series;
using PSBackprop.Storage;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>Time series: steps and seasons are recognized, nothing sees the future, and a forecast goes on as training saw the past.</summary>
public sealed class ForecastTests
{
    private static readonly DateTime s_start = new(2024, 1, 1);

    [Theory]
    [InlineData(1, Difference.Auto, 0)]
    [InlineData(2, Difference.None, 0)]
    [InlineData(3, Difference.Seasonal, 1)]
    [InlineData(4, Difference.First, 2)]
    public void The_first_step_is_the_row_that_training_would_have_bit_for_bit(int seed, Difference difference, int known)
    {
        var random = new Random(seed);
        int horizon = (seed % 2) + 1;
        Dataset all = Series(
            [.. Enumerable.Range(0, 3).Select(group => Walk(random, 60 + group))],
            new SeriesSettings { Time = "t", Group = "g", Horizon = horizon, Difference = difference, Period = 7, KnownAhead = Known(known) },
            random,
            known);
        Network network = Trained(all);
        NetworkSeries series = network.Columns!.Series!;
        SeriesTable table = all.Series!.Table;
        foreach (SeriesSpan span in table.Spans)
        {
            int origin = span.End - horizon;
            DataMatrix trained = DatasetEncoder.Inputs(network.Columns, new SeriesWindows(series, table).Rows([origin], withTarget: true));
            Dataset before = all.Select([.. Enumerable.Range(0, all.Count)
                .Where(row => all.Series.Positions[row] >= span.First && all.Series.Positions[row] < origin)]);
            SeriesTable branch = table.Branch([origin], series.Reach, horizon);
            DataMatrix forecast = DatasetEncoder.Inputs(network.Columns, new SeriesWindows(series, branch).Rows([series.Reach], withTarget: false));
            Assert.Equal(Bits(trained), Bits(forecast));

            // And what comes out of the command is what the network says of that row.
            Forecast first = new Continuation(network, before, all)
                .Run(1, 0.9, new UnknownCategories(UnknownCategory.Zero), default)
                .First(forecast => forecast.Steps[0].Group == span.Name).Steps[0];
            double output = Predictor.Create(network, 1).Predict(trained.ToArray<double>())[0];
            Assert.Equal(new SeriesWindows(series, branch).Put(series.Reach, network.Columns.Output[0].Decode(output)), first.Value);
        }
    }

    [Fact]
    public void Nothing_that_is_trained_on_knows_what_comes_later()
    {
        Dataset honest = Planted(plant: false);
        Dataset planted = Planted(plant: true);
        foreach (Func<Dataset, Dataset> part in new Func<Dataset, Dataset>[]
        {
            static data => DatasetSplit.ByTime(data, 0.25).Training,
            static data => DatasetSplit.ByOrigin(data, 3).Last().Training,
        })
        {
            var (one, other) = (part(honest), part(planted));
            Assert.Equal(one.Count, other.Count);
            Assert.Equal(Describe(Trained(one)), Describe(Trained(other)));
        }

        // The latest rows are kept for validation, and what is learned from the others, difference and scaling among them, is the same.
        var options = new TrainingOptions { ValidationSplit = 0.25, Epoch = 20 };
        var (first, second) = (Trained(honest, options), Trained(planted, options));
        Assert.Equal(Describe(first), Describe(second));
        Assert.NotEqual(first.History[^1].ValidationLoss, second.History[^1].ValidationLoss);

        // The last quarter of the rows differs: in the target, and in a column that has tomorrow's value there.
        static Dataset Planted(bool plant)
        {
            var random = new Random(5);
            double[] values = Walk(random, 120);
            double[] ahead = [.. values.Select(_ => random.NextDouble())];
            for (int i = 90; i < values.Length && plant; i++)
            {
                values[i] = (1000 * random.NextDouble()) + 1;
            }

            for (int i = 90; i < values.Length - 1 && plant; i++)
            {
                ahead[i] = values[i + 1];
            }

            return SeriesBuilder.Of(
                new Dataset(null, [Days(values.Length), new NumberColumn("x", ahead)], [new NumberColumn("y", values)]),
                new SeriesSettings { Time = "t", KnownAhead = ["x"], Period = 7 });
        }

        static string Describe(Network network) => string.Join(
            ' ',
            [
                network.Columns!.Series!.Identify(string.Concat),
                .. network.Columns.Input.Select(static column => $"{column.Name} {column.Offset:R} {column.Scale:R}"),
                .. network.Parameters.Select(static value => CellValue.Text(value)),
            ]);
    }

    // A week shows in the rows that come later alone. What a fold, or one of the trainings that intervals come from, learns of earlier rows
    // is what a network made for those alone learns.
    [Theory]
    [InlineData(null, 1)]
    [InlineData(LayerKind.Dense, 1)]
    [InlineData(LayerKind.Dense, 2)]
    [InlineData(LayerKind.BatchNormalization, 1)]
    [InlineData(LayerKind.PiecewiseLinear, 1)]
    public void Season_and_lags_of_a_fold_are_those_of_its_own_rows(LayerKind? kind, int members)
    {
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 200).Select(_ => 50 + random.NextDouble())];
        double[] weekly = [.. values.Select(static (value, i) => value + (i >= 140 ? 30 * (i % 7) : 0))];
        var settings = new SeriesSettings { Time = "t" };
        var options = new TrainingOptions { Epoch = 30, NoValidation = true, ThrottleLimit = 1 };
        Dataset[] all = [.. new[] { values, weekly }.Select(one => SeriesBuilder.Of(new Dataset(null, [Days(200)], [new NumberColumn("y", one)]), settings))];
        Network[] kinds = Array.ConvertAll(all, Of);
        Assert.Equal([6, 8], kinds.Select(static network => network.Columns!.Series!.Lag.Count));
        Network[] folds = [.. kinds.Zip(all, (network, data) => FreshTraining.Run(network, DatasetSplit.ByTime(data, 0.3).Training, options, null, default))];
        Network alone = Of(SeriesBuilder.Of(new Dataset(null, [Days(140)], [new NumberColumn("y", values[..140])]), settings));
        Trainer.Train(alone, SeriesBuilder.Of(new Dataset(null, [Days(140)], [new NumberColumn("y", values[..140])]), settings), null, options, null, default);
        foreach (Network fold in folds)
        {
            Assert.Equal(alone.Columns!.Series!.Identify(string.Concat), fold.Columns!.Series!.Identify(string.Concat));
            Assert.Equal(alone.ToString(), fold.ToString());
            Assert.Equal(alone.Parameters, fold.Parameters);
        }

        // What was given stays.
        Dataset given = SeriesBuilder.Of(new Dataset(null, [Days(200)], [new NumberColumn("y", weekly)]), settings with { Lag = [1, 7], Period = 7 });
        NetworkSeries kept = FreshTraining.Run(Of(given), DatasetSplit.ByTime(given, 0.3).Training, options, null, default).Columns!.Series!;
        Assert.Equal([1, 7], kept.Lag);
        Assert.Equal(7, kept.Period);

        Network Of(Dataset data) => Network.Create(
            ColumnFit.Of(data, Scaling.Standard, Scaling.Standard, UnknownCategory.Zero, oneUnit: true),
            kind is null ? [] : [new LayerSpecification { Kind = kind.Value, Units = kind == LayerKind.Dense ? 4 : 0 }],
            new NetworkSettings { Seed = 1, Member = members });
    }

    [Fact]
    public void Further_training_measures_groups_with_rows_enough_anew()
    {
        var settings = new SeriesSettings { Time = "t", Group = "g", Difference = Difference.None, Period = 7, NoRatio = true };
        double[] before = Walk(new Random(4), 100);
        double[] moved = [.. before, .. before.Select(static value => 1000 + (3 * value))];
        Network network = Trained(Series([before, before], settings, new Random(1), 0));
        SeriesScale first = network.Columns!.Series!.Groups[0];
        Trainer.Train(network, Series([moved, before[..15]], settings, new Random(1), 0), null, new TrainingOptions { Epoch = 60 }, null, default);
        IReadOnlyList<SeriesScale> groups = network.Columns.Series!.Groups;
        double mean = moved.Average();
        Assert.Equal(mean, groups[0].Offset, 1e-9);
        Assert.Equal(Math.Sqrt(moved.Average(value => (value - mean) * (value - mean))), groups[0].Scale, 1e-9);
        Assert.Equal(first with { Name = "group 1" }, groups[1]);
    }

    [Fact]
    public void Each_group_is_measured_and_one_that_changed_is_named()
    {
        var settings = new SeriesSettings { Time = "t", Group = "g", Period = 7, NoRatio = true };
        double[][] groups = [.. Enumerable.Range(0, 3).Select(static seed => Walk(new Random(seed), 120))];
        for (int i = 90; i < 120; i++)
        {
            groups[2][i] += 80 * (i - 89);
        }

        var (training, test) = DatasetSplit.ByTime(Series(groups, settings, new Random(1), 0), 0.25);
        Network network = Trained(training);
        network.Columns = network.Columns!.Of(RollingOrigin.Learn(network, training, null, new TrainingOptions(), default));
        var evaluation = (ForecastEvaluation)Evaluator.Evaluate(network, test, 1, default);
        Assert.Equal(["group 0", "group 1", "group 2"], evaluation.Group.Select(static group => group.Name));
        Assert.Equal(evaluation.Samples, evaluation.Group.Sum(static group => group.Forecasts));
        Assert.Equal(evaluation.MeanAbsoluteError, evaluation.Group.Sum(static group => group.MeanAbsoluteError * group.Forecasts) / evaluation.Samples, 1e-9);
        foreach (ForecastGroup group in evaluation.Group)
        {
            int[] own = [.. Enumerable.Range(0, test.Count)
                .Where(row => test.Series!.Table.Spans[test.Series.Table.SpanOf(test.Series.Positions[row])].Name == group.Name)];
            var alone = (ForecastEvaluation)Evaluator.Evaluate(network, test.Select(own), 1, default);
            Assert.Equal((alone.MeanAbsoluteScaledError, alone.Coverage), (group.MeanAbsoluteScaledError, group.Coverage));
        }

        Assert.Contains(evaluation.Findings, static finding => finding.StartsWith("In 1 of 3 groups", StringComparison.Ordinal)
            && finding.Contains("'group 2'", StringComparison.Ordinal));
    }

    // Values that grow by a random factor are learned in ratios, for which those of later rows do not matter.
    [Theory]
    [InlineData(Difference.First)]
    [InlineData(Difference.Seasonal)]
    public void A_zero_among_later_rows_changes_no_bit_of_a_training(Difference difference)
    {
        var random = new Random(1);
        double[] values = [.. Enumerable.Range(0, 150).Select(i => 20 * Math.Exp((0.01 * i) + (0.3 * random.NextDouble())))];
        var settings = new SeriesSettings { Time = "t", Difference = difference, Period = 7 };
        values[140] = 0;
        Dataset all = SeriesBuilder.Of(new Dataset(null, [Days(150)], [new NumberColumn("y", values)]), settings);
        var (before, after) = DatasetSplit.ByTime(all, 0.2);
        Network network = Trained(before);
        Network alone = Trained(SeriesBuilder.Of(new Dataset(null, [Days(120)], [new NumberColumn("y", values[..120])]), settings));
        Assert.True(network.Columns!.Series!.IsRatio);
        Assert.Equal(alone.Parameters, network.Parameters);

        // What came is compared with what was forecast, the 0 too, but nothing goes on from it.
        var evaluation = (ForecastEvaluation)Evaluator.Evaluate(network, after, 1, default);
        Assert.True(double.IsFinite(evaluation.RootMeanSquaredError));
        Assert.Equal(21, evaluation.Step[0].Forecasts);
        Assert.Contains(evaluation.Findings, finding => finding.Contains("2024-05-20", StringComparison.Ordinal));

        // A setting leaves ratios out, and a 0 among the rows trained on does.
        Assert.False(Trained(all).Columns!.Series!.IsRatio);
        Dataset without = SeriesBuilder.Of(new Dataset(null, [Days(120)], [new NumberColumn("y", values[..120])]), settings with { NoRatio = true });
        Assert.False(Trained(without).Columns!.Series!.IsRatio);
    }

    [Fact]
    public void A_group_that_reaches_zero_is_left_out_of_forecasts_alone()
    {
        var random = new Random(2);
        double[][] groups =
        [
            .. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, 121).Select(i => 50 * Math.Exp((0.01 * i) + (0.05 * random.NextDouble()))).ToArray()),
        ];
        var settings = new SeriesSettings { Time = "t", Group = "g" };
        Network network = Trained(Series([groups[0][..120], groups[1][..120]], settings, random, 0));
        Assert.True(network.Columns!.Series!.IsRatio);
        groups[1][120] = 0;
        var continuation = new Continuation(network, Series(groups, settings, random, 0), null);
        SeriesForecast forecast = Assert.Single(continuation.Run(5, 0.9, new UnknownCategories(UnknownCategory.Zero), default));
        var alone = new Continuation(network, Series([groups[0]], settings, random, 0), null);
        Assert.Equal(Values(alone.Run(5, 0.9, new UnknownCategories(UnknownCategory.Zero), default)[0]), Values(forecast));
        Assert.Contains("'group 1'", Assert.Single(continuation.Findings), StringComparison.Ordinal);
        Assert.Contains("2024-04-30", continuation.Findings[0], StringComparison.Ordinal);

        static double[] Values(SeriesForecast forecast) => [.. forecast.Steps.Select(static step => step.Value)];
    }

    [Theory]
    [InlineData(Difference.None)]
    [InlineData(Difference.First)]
    [InlineData(Difference.Seasonal)]
    public void A_series_that_never_varies_goes_on_as_it_was_and_teaches_others_nothing(Difference difference)
    {
        var settings = new SeriesSettings { Time = "t", Group = "g", Difference = difference, Period = 7, NoRatio = true };
        double[] walk = Walk(new Random(4), 100);
        double[] flat = [.. walk.Select(static _ => 99.5)];
        double[] line = [.. walk.Select(static (_, i) => 300 + (0.1 * i))];
        var options = new TrainingOptions { L2 = 0.1, Epoch = 60, NoValidation = true };
        Dataset data = Series(difference == Difference.None ? [walk, flat] : [walk, flat, line], settings, new Random(1), 0);
        Network network = Trained(data, options);
        Assert.Equal(Trained(Series([walk], settings, new Random(1), 0), options).Parameters, network.Parameters);
        network.Columns = network.Columns!.Of(RollingOrigin.Learn(network, data, null, options, default));
        var forecasts = new Continuation(network, data, null).Run(20, 0.9, new UnknownCategories(UnknownCategory.Zero), default);
        Assert.All(forecasts[1].Steps, static forecast => Assert.Equal((99.5, 99.5, 99.5), (forecast.Value, forecast.Lower!.Value, forecast.Upper!.Value)));
        Assert.All(forecasts[0].Steps, static forecast => Assert.True(forecast.Upper > forecast.Value));
        if (difference != Difference.None)
        {
            Assert.All(forecasts[2].Steps, static forecast => Assert.Equal(300 + (0.1 * (99 + forecast.Step)), forecast.Value, 1e-9));
        }

        // What never varied in training is measured by what it did since.
        double[] moved = [.. flat, .. Enumerable.Range(0, 30).Select(static i => 99.5 + (i % 5))];
        Dataset later = Series([[.. walk, .. walk[..30]], moved], settings, new Random(1), 0);
        IReadOnlyList<Forecast> goesOn = new Continuation(network, later, null).Run(5, 0.9, new UnknownCategories(UnknownCategory.Zero), default)[1].Steps;
        Assert.All(goesOn, static forecast => Assert.True(forecast.Lower < forecast.Value && forecast.Value < forecast.Upper));
    }

    // y(t) = 2 cos(a) y(t − 1) − y(t − 2) for a sine: a linear network of two lags can say it exactly.
    [Fact]
    public void A_wave_is_continued()
    {
        double[] values = [.. Enumerable.Range(0, 200).Select(i => Math.Sin(0.7 * i))];
        Dataset data = SeriesBuilder.Of(
            new Dataset(null, [Numbers("t", 200)], [new NumberColumn("y", values)]),
            new SeriesSettings { Time = "t", Lag = [1, 2], Difference = Difference.None, Period = 1 });
        Network network = Trained(data, new TrainingOptions { L2 = 0, NoValidation = true });
        IReadOnlyList<Forecast> forecasts = new Continuation(network, data, null).Run(50, 0.9, new UnknownCategories(UnknownCategory.Zero), default)[0].Steps;
        Assert.All(forecasts, forecast => Assert.Equal(Math.Sin(0.7 * (double)forecast.Time), forecast.Value, 1e-4));
        Assert.Equal(200.0, forecasts[0].Time);
    }

    [Fact]
    public void Baselines_are_what_they_are_called()
    {
        var random = new Random(1);
        double[] values = Walk(random, 60);
        var baselines = new Baselines(values, 7);
        for (int origin = 14; origin < 50; origin += 5)
        {
            double[] times = [.. Enumerable.Range(0, origin).Select(i => (double)i)];
            var (intercept, slope) = Fit.Line(times, values[..origin]);
            for (int step = 1; step < 10; step++)
            {
                double[] said = baselines.Of(origin, step);
                Assert.Equal(values[origin + step - 1 - (step <= 7 ? 7 : 14)], said[0]);
                Assert.Equal(intercept + (slope * (origin + step - 1)), said[1], 1e-8);
                Assert.Equal(values[(origin - 7)..origin].Average(), said[2], 1e-9);
            }
        }

        // Mean |y(t) − y(t − m)|, Hyndman and Koehler's divisor.
        Assert.Equal(Enumerable.Range(7, 53).Average(i => Math.Abs(values[i] - values[i - 7])), SeriesMeasure.NaiveError(values, 7), 1e-12);
    }

    [Fact]
    public void Errors_are_measured_from_every_time_on_against_a_plain_reference()
    {
        var settings = new SeriesSettings { Time = "t", Group = "g", Period = 7, Difference = Difference.First };
        Dataset data = Series([Walk(new Random(3), 90)], settings, new Random(3), 0);
        var (training, test) = DatasetSplit.ByTime(data, 0.2);
        Network network = Trained(training);
        var evaluation = (ForecastEvaluation)Evaluator.Evaluate(network, test, 1, default);
        double scale = network.Columns!.Series!.Groups[0].NaiveError;
        double[] values = data.Series!.Table.Values;
        List<double> errors = [];
        for (int origin = training.Count; origin < data.Count; origin++)
        {
            Dataset before = data.Select([.. Enumerable.Range(0, origin)]);
            int steps = Math.Min(evaluation.Step.Count, data.Count - origin);
            errors.AddRange(new Continuation(network, before, null).Run(steps, 0.9, new UnknownCategories(UnknownCategory.Zero), default)[0].Steps
                .Select((forecast, i) => Math.Abs(forecast.Value - values[origin + i])));
        }

        Assert.Equal(errors.Count, evaluation.Samples);
        Assert.Equal(errors.Average() / scale, evaluation.MeanAbsoluteScaledError!.Value, 1e-9);
        Assert.Equal(Math.Sqrt(errors.Average(static error => error * error)), evaluation.RootMeanSquaredError, 1e-9);
    }

    [Theory]
    [InlineData(0.9, 9.0)]
    [InlineData(0.5, 5.0)]
    [InlineData(0.91, null)]
    public void A_band_is_as_wide_as_conformal_prediction_says(double part, double? width) =>
        Assert.Equal(width, new ForecastErrors([[1, 2, 3, 4, 5, 6, 7, 8, 9]]).Width(1, part, grows: false));

    [Fact]
    public void Steps_of_the_calendar_and_of_clocks_are_recognized()
    {
        Assert.Equal("1 month", StepOf(i => s_start.AddMonths(i)));
        Assert.Equal("3 months", StepOf(i => s_start.AddMonths((3 * i) + 1).AddDays(-1)));
        Assert.Equal("1 year", StepOf(i => s_start.AddYears(i)));
        Assert.Equal("1 week", StepOf(i => s_start.AddDays(7 * i)));
        Assert.Equal("15 minutes", StepOf(i => s_start.AddMinutes(15 * i)));

        // A scheduled task is some seconds late.
        Assert.Equal("1 hour", StepOf(i => s_start.AddHours(i).AddSeconds(i * 7 % 11)));

        static string StepOf(Func<int, DateTime> time) => SeriesBuilder.Of(
            new Dataset(
                null,
                [new DateColumn("t", [.. Enumerable.Range(0, 40).Select(i => time(i).Ticks)], null)],
                [new NumberColumn("y", [.. Enumerable.Range(0, 40).Select(i => (double)i)])]),
            new SeriesSettings { Time = "t" }).Series!.Step.ToString();
    }

    // 25 October 2026: the hour from two to three comes twice, 01:00 UTC follows 00:00 UTC.
    [Fact]
    public void Hours_go_on_by_UTC_and_days_by_the_clock_where_clocks_change()
    {
        var night = new DateTimeOffset(2026, 10, 24, 20, 0, 0, TimeSpan.FromHours(2));
        Dataset hours = Of(i => night.AddHours(i) is var t && t.UtcDateTime >= new DateTime(2026, 10, 25, 1, 0, 0) ? t.ToOffset(TimeSpan.FromHours(1)) : t, 40);
        Assert.Equal("1 hour", hours.Series!.Step.ToString());
        Assert.Equal(40, hours.Series.Table.Values.Length);
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 2, 0, 0, TimeSpan.FromHours(1)), hours.Series.Table.Show(7) is DateTimeOffset shown ? shown : default);

        Dataset days = Of(i => new DateTimeOffset(new DateTime(2026, 10, 1).AddDays(i), TimeSpan.FromHours(i < 25 ? 2 : 1)), 60);
        Assert.Equal("1 day", days.Series!.Step.ToString());
        Assert.Equal(60, days.Series.Table.Values.Length);

        static Dataset Of(Func<int, DateTimeOffset> time, int count)
        {
            DateTimeOffset[] times = [.. Enumerable.Range(0, count).Select(time)];
            return SeriesBuilder.Of(
                new Dataset(
                    null,
                    [new DateColumn(
                        "t",
                        Array.ConvertAll(times, static t => t.DateTime.Ticks),
                        null,
                        Array.ConvertAll(times, static t => (short)t.Offset.TotalMinutes))],
                    [new NumberColumn("y", [.. Enumerable.Range(0, count).Select(i => (double)i)])]),
                new SeriesSettings { Time = "t" });
        }
    }

    [Theory]
    [InlineData(24, 24, 0)]
    [InlineData(168, 24, 168)]
    public void Of_the_seasons_of_the_calendar_the_one_is_found_that_comes_back(int expected, int first, int second)
    {
        var random = new Random(2);
        double[] values = [.. Enumerable.Range(0, 1200).Select(i =>
            (5 * Math.Sin(2 * Math.PI * i / first)) + (second == 0 ? 0 : 4 * Math.Sign(Math.Sin(2 * Math.PI * i / second))) + random.NextDouble())];
        Dataset data = SeriesBuilder.Of(
            new Dataset(
                null,
                [new DateColumn("t", [.. Enumerable.Range(0, 1200).Select(i => s_start.AddHours(i).Ticks)], null)],
                [new NumberColumn("y", values)]),
            new SeriesSettings { Time = "t" });
        Assert.Equal(expected, SeasonFinder.Of(data.Series!));
    }

    [Fact]
    public void A_file_keeps_all_that_forecasts_need()
    {
        Dataset data = Two();
        Network network = Example();
        using var stream = new MemoryStream();
        NetworkWriter.Write(network, stream, withHistory: false, position: null);
        stream.Position = 0;
        Network back = NetworkReader.Read(stream, "test", out _);
        Assert.Equal(network.Columns!.Series!.Identify(string.Concat), back.Columns!.Series!.Identify(string.Concat));
        Assert.Equal(network.Columns.Series.Score, back.Columns.Series.Score);
        Assert.Equal((true, false, true), (back.Columns.Series.IsChosen, back.Columns.Series.IsPeriodFound, back.Columns.Series.AreLagsFound));
        Assert.Equal(Told(network), Told(back));

        IEnumerable<(object, double, double?, double?)> Told(Network one) => new Continuation(one, data, null)
            .Run(20, 0.8, new UnknownCategories(UnknownCategory.Zero), default)
            .SelectMany(static forecast => forecast.Steps)
            .Select(static forecast => (forecast.Time, forecast.Value, forecast.Lower, forecast.Upper));
    }

    /// <summary>A network of two series that knows how far its forecasts are off.</summary>
    internal static Network Example()
    {
        Dataset data = Two();
        Network network = Trained(data);
        network.Columns = network.Columns!.Of(RollingOrigin.Learn(network, data, null, new TrainingOptions(), default));
        return network;
    }

    private static Dataset Two() =>
        Series([Walk(new Random(8), 80), Walk(new Random(9), 70)], new SeriesSettings { Time = "t", Group = "g", Period = 7 }, new Random(1), 0);

    private static Network Trained(Dataset data, TrainingOptions? options = null)
    {
        NetworkColumns columns = ColumnFit.Of(data, Scaling.Standard, Scaling.Standard, UnknownCategory.Zero, oneUnit: true);
        Network network = Network.Create(columns, [], new NetworkSettings { Seed = 1 });
        Trainer.Train(network, data, null, options ?? new TrainingOptions { Epoch = 60 }, null, default);
        return network;
    }

    private static Dataset Series(double[][] groups, SeriesSettings settings, Random random, int known)
    {
        long[] ticks = [.. groups.SelectMany(static values => values.Select((_, i) => s_start.AddDays(i).Ticks))];
        int[] codes = [.. groups.SelectMany(static (values, group) => values.Select(_ => group))];
        DataColumn[] ahead = [new NumberColumn("x", [.. ticks.Select(_ => random.NextDouble())]), new CategoryColumn(
            "c", ColumnKind.Categorical, [.. ticks.Select(_ => random.Next(3))], ["low", "middle", "high"])];
        return SeriesBuilder.Of(
            new Dataset(
                null,
                [
                    new DateColumn("t", ticks, null),
                    new CategoryColumn("g", ColumnKind.Categorical, codes, [.. groups.Select(static (_, i) => $"group {i}")]),
                    .. ahead.Take(known),
                ],
                [new NumberColumn("y", [.. groups.SelectMany(static values => values)])]),
            settings);
    }

    private static string[] Known(int count) => [.. new[] { "x", "c" }.Take(count)];

    private static double[] Walk(Random random, int count)
    {
        double level = 100;
        return [.. Enumerable.Range(0, count).Select(i => (level += random.NextDouble() - 0.4) + (5 * Math.Sin(2 * Math.PI * i / 7)))];
    }

    private static DateColumn Days(int count) => new("t", [.. Enumerable.Range(0, count).Select(i => s_start.AddDays(i).Ticks)], null);

    private static NumberColumn Numbers(string name, int count) => new(name, [.. Enumerable.Range(0, count).Select(i => (double)i)]);

    private static long[] Bits(DataMatrix data) => Array.ConvertAll(data.ToArray<double>(), BitConverter.DoubleToInt64Bits);
}
