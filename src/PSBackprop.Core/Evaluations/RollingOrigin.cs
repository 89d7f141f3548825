using PSBackprop.Data;
using PSBackprop.Data.Series;
using PSBackprop.Evaluations.Metrics;
using PSBackprop.Propagation;
using PSBackprop.Series;
using PSBackprop.Training;
using PSBackprop.Training.Defaults;

namespace PSBackprop.Evaluations;

/// <summary>
/// Forecasts from earlier times on, where it is known what came (rolling origin; Tashman 2000): how good a network and the baselines are, and
/// how wide its intervals have to be.
/// </summary>
internal static class RollingOrigin
{
    // More forecasts tell no more; fewer steps than this are hardly a forecast.
    private const int MostForecasts = 4000;
    private const int StepsWithoutSeason = 12;
    private const int MostSteps = 168;
    private const int LeastPart = 5;

    // How often a network like the one trained is trained on earlier rows alone, over which part of time.
    private const int Refits = 4;
    private const double FirstOrigin = 0.6;

    // From so many rows on once, for the last fifth: there are forecasts enough then.
    private const int ManyRows = 20_000;
    private const double FirstOfMany = 0.8;

    /// <summary>Measures a network on rows, from each of them on.</summary>
    /// <param name="network">The network.</param>
    /// <param name="dataset">The rows.</param>
    /// <param name="unknown">What is done with unknown categories, and counts them; null for as the network says.</param>
    /// <param name="interval">The level of intervals.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BackpropException">There is no row with all the values before it that the network sees.</exception>
    public static ForecastEvaluation Evaluate(
        Network network, Dataset dataset, UnknownCategories? unknown, double interval, CancellationToken cancellationToken)
    {
        var forecasts = new Forecasts(network.Columns!.Series!, dataset, StepsOf(network.Columns.Series!, dataset), interval);
        forecasts.Add(network, dataset, dataset, unknown, cancellationToken);
        return forecasts.Evaluation(network.Columns.Series!);
    }

    /// <summary>
    /// Finds out how far the forecasts of a trained network are off. Where rows were kept for validation, those are what is forecast; else
    /// networks like it are trained on earlier rows alone, and forecast the later ones.
    /// </summary>
    /// <param name="network">The network, as the training has left it.</param>
    /// <param name="dataset">What it was trained on.</param>
    /// <param name="validation">What it was validated on; null for none of its own.</param>
    /// <param name="options">The settings of its training.</param>
    /// <param name="cancellationToken">Ends the trainings.</param>
    /// <returns>The network's series with errors and scores; without where there are too few rows.</returns>
    public static NetworkSeries Learn(Network network, Dataset dataset, Dataset? validation, TrainingOptions options, CancellationToken cancellationToken)
    {
        NetworkSeries series = network.Columns!.Series!;
        TrainingOptions completed = DatasetDefaults.Of(dataset).Complete(
            options, dataset, hasValidationData: validation is not null, smoothsLabels: false, isLinear: network.IsWithoutHiddenLayers);
        if (validation is null && completed.ValidationSplit is { } fraction)
        {
            validation = DatasetSplit.ByTime(dataset, fraction).Test;
        }

        var forecasts = new Forecasts(series, validation ?? dataset, StepsOf(series, dataset), interval: null);
        if (validation is not null)
        {
            forecasts.Add(network, validation, validation, unknown: null, cancellationToken);
        }
        else
        {
            (int refits, double first) = dataset.Count < ManyRows ? (Refits, FirstOrigin) : (1, FirstOfMany);
            foreach (int refit in Enumerable.Range(0, refits))
            {
                var (earlier, later) = DatasetSplit.Chronological(dataset, Part(refit, refits, first));
                var (_, beyond) = DatasetSplit.Chronological(dataset, Part(refit + 1, refits, first));
                Dataset training = dataset.Select(earlier);
                if (!SeriesWindows.CanLearn(SeriesFit.Anew(series, training), training))
                {
                    continue;
                }

                // A checkpoint is for the training itself, and weights are for its rows.
                TrainingOptions own = options.Copy();
                own.Checkpoint = null;
                own.SampleWeight = options.SampleWeight is { } weights ? Array.ConvertAll(earlier, row => weights[row]) : null;
                Network earlierNetwork = FreshTraining.Run(network, training, own, onEpoch: null, cancellationToken);
                forecasts.Add(earlierNetwork, dataset.Select([.. later.Except(beyond)]), dataset.Select(later), unknown: null, cancellationToken);
            }
        }

        return forecasts.Count == 0 ? series : series.With(errors: forecasts.Errors(), score: forecasts.Evaluation(series).Scores());

        static double Part(int refit, int refits, double first) => (1 - first) * (1 - ((double)refit / refits));
    }

    private static List<ForecastScore> Scores(this ForecastEvaluation evaluation) =>
    [
        new ForecastScore("network", evaluation.MeanAbsoluteScaledError, evaluation.RootMeanSquaredError, evaluation.MeanAbsoluteError),
        .. evaluation.Baseline,
    ];

    // Two seasons, if there are rows for it.
    private static int StepsOf(NetworkSeries series, Dataset dataset)
    {
        int longest = SeriesFit.Lengths(SeriesWindows.Require(series, dataset)).Max();
        int wanted = Math.Max(Math.Max(2 * (series.Period ?? 1), StepsWithoutSeason), series.Horizon);
        return Math.Max(Math.Min(Math.Min(wanted, MostSteps), longest / LeastPart), 1);
    }

    /// <summary>A forecast beside what came.</summary>
    /// <param name="Span">The place of the series.</param>
    /// <param name="Step">The step ahead, from 1.</param>
    /// <param name="Truth">What came.</param>
    /// <param name="Value">What was forecast.</param>
    /// <param name="Error">How far off, in the units of <see cref="ForecastErrors"/>.</param>
    /// <param name="IsVaried">Whether the series varied in training, so that it has such units.</param>
    /// <param name="Naive">The error in training that scaled ones are a multiple of.</param>
    /// <param name="Baseline">What the baselines say.</param>
    private sealed record Outcome(int Span, int Step, double Truth, double Value, double Error, bool IsVaried, double Naive, double[] Baseline)
    {
        /// <summary>Whether the interval has it; null where there is none.</summary>
        public bool? IsWithin { get; init; }

        /// <summary>How wide the interval is; null where there is none.</summary>
        public double? Width { get; init; }
    }

    /// <summary>Forecasts beside what came.</summary>
    private sealed class Forecasts(NetworkSeries series, Dataset dataset, int steps, double? interval)
    {
        private readonly SeriesTable _table = dataset.Series!.Table;
        private readonly Dictionary<int, Baselines> _baselines = [];
        private readonly List<Outcome> _all = [];

        public int Count => _all.Count;

        /// <summary>Adds a network's forecasts from each of some rows on, as far as what came is known.</summary>
        /// <param name="network">The network.</param>
        /// <param name="from">The rows that forecasts begin at.</param>
        /// <param name="known">The rows that they are compared with.</param>
        /// <param name="unknown">What is done with unknown categories, and counts them.</param>
        /// <param name="cancellationToken">Ends the forecasts.</param>
        public void Add(Network network, Dataset from, Dataset known, UnknownCategories? unknown, CancellationToken cancellationToken)
        {
            NetworkSeries own = SeriesFit.Widen(network.Columns!.Series!, known);
            NetworkSeries measured = SeriesFit.Widen(series, known);
            var (windows, measure) = (new SeriesWindows(own, _table), new SeriesWindows(measured, _table));
            int[] ends = known.Series!.Ends();
            int[] origins = [.. from.Series!.Positions.Where(position => windows.HasWindow(position, StepsFrom(position, ends[_table.SpanOf(position)], own)))];
            int every = ((origins.Length - 1) / MostForecasts) + 1;
            origins = [.. origins.Where((_, i) => i % every == 0)];

            foreach (var group in origins.GroupBy(origin => StepsFrom(origin, ends[_table.SpanOf(origin)], own)).Where(static group => group.Key > 0))
            {
                int ahead = group.Key;
                int[] some = [.. group];
                SeriesTable branch = _table.Branch(some, own.Reach, ahead + own.Horizon);
                double[][] values = Forecaster.Run(network, new SeriesWindows(own, branch), branch, own.Reach, ahead, unknown, cancellationToken);
                for (int i = 0; i < some.Length; i++)
                {
                    Take(some[i], values[i], own, measure);
                }
            }
        }

        /// <summary>The errors that intervals come from; null where none of the series varied before it did.</summary>
        public ForecastErrors? Errors()
        {
            ILookup<int, double> ofStep = Varied().ToLookup(static one => one.Step, static one => one.Error);
            double[][] known =
            [
                .. Enumerable.Range(1, steps)
                    .Select(step => ForecastErrors.Thin(ofStep[step]))
                    .TakeWhile(static errors => errors is [.., < double.PositiveInfinity]),
            ];
            return known.Length > 0 ? new(FixedList.Of(known)) : null;
        }

        public ForecastEvaluation Evaluation(NetworkSeries measured)
        {
            if (_all.Count == 0)
            {
                throw PSBackprop.Errors.SeriesTooShort(measured, SeriesFit.Lengths(dataset.Series!).Max(), gap: null);
            }

            IReadOnlyList<string> names = Baselines.Names(series.Period);
            ForecastGroup[] groups =
            [
                .. (series.Group is null ? [] : _all.GroupBy(static one => one.Span)).Select(group =>
                {
                    ForecastScore score = Score(string.Empty, group.Select(static one => (one.Truth - one.Value, one.Naive)));
                    return new ForecastGroup(
                        _table.Spans[group.Key].Name,
                        score.MeanAbsoluteScaledError,
                        score.RootMeanSquaredError,
                        score.MeanAbsoluteError,
                        Coverage(group),
                        group.Count());
                }),
            ];
            return new ForecastEvaluation(
                new NumberPredictions([new TargetErrors(series.Target, [.. _all.Select(static one => one.Truth)], [.. _all.Select(static one => one.Value)])]),
                Varied().Average(static one => one.Error * one.Error),
                Coverage(_all) is { } share ? new NumberCoverage(interval!.Value, share, _all.Average(static one => one.Width)!.Value) : null,
                [
                    Score("network", _all.Select(static one => (one.Truth - one.Value, one.Naive))),
                    .. names.Select((name, i) => Score(name, _all.Select(one => (one.Truth - one.Baseline[i], one.Naive)))),
                ],
                [.. _all.GroupBy(static one => one.Step).OrderBy(static group => group.Key).Select(group =>
                {
                    ForecastScore score = Score(string.Empty, group.Select(static one => (one.Truth - one.Value, one.Naive)));
                    return new ForecastStep(
                        group.Key, score.MeanAbsoluteScaledError, score.RootMeanSquaredError, score.MeanAbsoluteError, Coverage(group), group.Count());
                })],
                groups,
                [
                    .. new[]
                    {
                        ForecastFinding.OfGroups(groups, interval),
                        SeriesFindings.Constant(dataset.Series!, isNew: static _ => true),
                        SeriesFindings.NotPositive(measured, dataset.Series!),
                    }.OfType<string>(),
                ]);
        }

        // Of series that never varied errors are 0, and make no other's interval narrower.
        private List<Outcome> Varied() => _all.FindAll(static one => one.IsVaried) is { Count: > 0 } varied ? varied : _all;

        // As many as there are rows to compare with and, where something is known ahead, rows that tell it: whole horizons of them.
        private int StepsFrom(int origin, int end, NetworkSeries own)
        {
            int ahead = Math.Min(steps, end - origin + 1);
            if (own.KnownAhead.Count == 0)
            {
                return ahead;
            }

            int gap = Array.FindIndex(_table.Rows, origin, ahead, static row => row < 0);
            ahead = gap < 0 ? ahead : gap - origin;
            return ahead - (ahead % own.Horizon);
        }

        private void Take(int origin, double[] values, NetworkSeries own, SeriesWindows measure)
        {
            int span = _table.SpanOf(origin);
            int first = _table.Spans[span].First;
            if (!_baselines.TryGetValue(span, out Baselines? baselines))
            {
                baselines = _baselines[span] = new Baselines(_table.Values[first.._table.Spans[span].End], series.Period);
            }

            for (int step = 1; step <= values.Length; step++)
            {
                int position = origin + step - 1;
                double truth = _table.Values[position];
                if (double.IsNaN(truth) || _table.IsGap?[position] == true)
                {
                    continue;
                }

                double error = measure.Error(span, truth, values[step - 1]);
                double? half = interval is { } level ? own.Errors?.Width(step, level, own.Span > 0) : null;
                SeriesScale scale = measure.ScaleOf(span);
                _all.Add(new Outcome(span, step, truth, values[step - 1], error, scale.Scale > 0, scale.NaiveError, baselines.Of(origin - first, step))
                {
                    IsWithin = half is null ? null : error <= half,
                    Width = half is { } width ? measure.Off(span, values[step - 1], width) - measure.Off(span, values[step - 1], -width) : null,
                });
            }
        }

        // What has too little to go by is left out of a baseline's score; so are series that never changed, of scaled errors.
        private static ForecastScore Score(string name, IEnumerable<(double Error, double Naive)> errors)
        {
            (double Error, double Naive)[] known = [.. errors.Where(static one => !double.IsNaN(one.Error))];
            (double Error, double Naive)[] scaled = Array.FindAll(known, static one => one.Naive > 0);
            return known.Length == 0
                ? new ForecastScore(name, null, double.PositiveInfinity, double.PositiveInfinity)
                : new ForecastScore(
                    name,
                    scaled.Length == 0 ? null : scaled.Average(static one => Math.Abs(one.Error) / one.Naive),
                    Math.Sqrt(known.Average(static one => one.Error * one.Error)),
                    known.Average(static one => Math.Abs(one.Error)));
        }

        private static double? Coverage(IEnumerable<Outcome> some)
        {
            bool[] within = [.. some.Select(static one => one.IsWithin).OfType<bool>()];
            return within.Length == 0 ? null : within.Average(static is90 => is90 ? 1.0 : 0);
        }
    }
}
