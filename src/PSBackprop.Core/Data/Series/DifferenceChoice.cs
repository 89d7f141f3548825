using MathNet.Numerics.LinearAlgebra;

namespace PSBackprop.Data.Series;

/// <summary>
/// Chooses what of a series is learned. For each way a linear model of the lags is fitted to the rows before some of the latest times, as
/// least squares with a penalty, and continued from there; the way whose forecasts are nearest to what came is taken.
/// </summary>
internal static class DifferenceChoice
{
    /// <summary>What the squares of a linear model's weights are multiplied by beside the sum of squared errors.</summary>
    public const double Penalty = 5;

    private const int Origins = 4;
    private const int MostSeries = 12;
    private const int MostValues = 1500;
    private const int FewestRows = 10;
    private const double FirstOrigin = 0.6;
    private const int StepsWithoutSeason = 8;
    private const int MostSteps = 48;

    private static readonly bool[] s_both = [true, false];

    public static (Difference Difference, bool IsRatio) Of(NetworkSeries series, TimeSeries own)
    {
        // Whatever was chosen before, of other rows perhaps, has no part in it.
        series = series.With(difference: own.Settings.Difference, isRatio: false);
        double[][] values = Values(own);
        bool triesRatios = !own.Settings.NoRatio && ArePositive(own);
        Difference asked = own.Settings.Difference;
        Difference[] differences = asked != Difference.Auto ? [asked]
            : series.Period is null ? [Difference.First, Difference.None]
            : [Difference.Seasonal, Difference.First, Difference.None];
        var ways = (from difference in differences
                    from isRatio in triesRatios ? s_both : [false]
                    select (difference, isRatio)).ToArray();
        (Difference, bool) best = (differences[0], false);
        double least = double.PositiveInfinity;
        foreach (var (difference, isRatio) in ways)
        {
            double error = Error(series, values, difference, isRatio);
            if (error < least)
            {
                (best, least) = ((difference, isRatio), error);
            }
        }

        return best;
    }

    // All values up to the last rows, of which those that ways are tried on are a part.
    private static bool ArePositive(TimeSeries own)
    {
        int[] ends = own.Ends();
        return own.Table.Spans.Where((_, i) => ends[i] >= 0).All(span =>
            own.Table.Values.AsSpan(span.First, ends[own.Table.SpanOf(span.First)] + 1 - span.First).IndexOfAnyInRange(double.NegativeInfinity, 0) < 0);
    }

    // Some of the series, up to their last rows.
    private static double[][] Values(TimeSeries own)
    {
        int[] ends = own.Ends();
        int[] present = [.. Enumerable.Range(0, ends.Length).Where(i => ends[i] >= 0)];
        int every = ((present.Length - 1) / MostSeries) + 1;
        return [.. present
            .Where((_, place) => place % every == 0)
            .Select(i => own.Table.Values[Math.Max(own.Table.Spans[i].First, ends[i] + 1 - MostValues)..(ends[i] + 1)])];
    }

    private static double Error(NetworkSeries series, double[][] values, Difference difference, bool isRatio)
    {
        int longest = values.Max(static one => one.Length);
        int steps = Math.Min(series.Period ?? StepsWithoutSeason, MostSteps);
        double sum = 0;
        int count = 0;
        foreach (int back in Backs(longest, steps, series.Reach + FewestRows))
        {
            if (Fit(series, values, difference, isRatio, back) is not { } weights)
            {
                return double.PositiveInfinity;
            }

            foreach (double[] one in values)
            {
                double error = Roll(series, one, difference, isRatio, weights, one.Length - back, steps);
                if (!double.IsNaN(error))
                {
                    sum += error;
                    count++;
                }
            }
        }

        return count == 0 ? double.PositiveInfinity : sum / count;
    }

    // How many steps before the end forecasts begin.
    private static IEnumerable<int> Backs(int longest, int steps, int fewest)
    {
        int last = Math.Min(steps, Math.Max(4, steps / 2));
        int first = Math.Min((int)((1 - FirstOrigin) * longest), longest - fewest);
        return first <= last
            ? first > 0 ? [first] : []
            : Enumerable.Range(0, Origins).Select(i => first + (int)Math.Round((double)i * (last - first) / (Origins - 1))).Distinct();
    }

    // Ridge regression of each change on those before it; null where there is too little to fit.
    private static Vector<double>? Fit(NetworkSeries series, double[][] values, Difference difference, bool isRatio, int back)
    {
        int width = series.Lag.Count + 1;
        double[] products = new double[width * width];
        double[] moments = new double[width];
        double[] row = new double[width];
        int rows = 0;
        Measured[] all = [.. values.Where(one => one.Length > back).Select(one => Measured.Of(one, difference, isRatio, series.Period, one.Length - back))];
        if (all.Length > 0 && Array.TrueForAll(all, static measured => !measured.IsVaried))
        {
            return Vector<double>.Build.Dense(width);
        }

        foreach (Measured measured in all.Where(static measured => measured.IsVaried))
        {
            for (int t = series.Lag[^1]; t < measured.End; t++)
            {
                if (measured.TryRow(series.Lag, t, row) && measured[t] is var change && !double.IsNaN(change))
                {
                    Add(products, moments, row, change);
                    rows++;
                }
            }
        }

        if (rows < FewestRows)
        {
            return null;
        }

        Matrix<double> system = Matrix<double>.Build.Dense(width, width, products);
        for (int i = 0; i < width - 1; i++)
        {
            system[i, i] += Penalty;
        }

        return system.Cholesky().Solve(Vector<double>.Build.Dense(moments));
    }

    private static void Add(double[] products, double[] moments, double[] row, double change)
    {
        for (int i = 0; i < row.Length; i++)
        {
            moments[i] += row[i] * change;
            Span<double> line = products.AsSpan(i * row.Length, row.Length);
            for (int j = 0; j < line.Length; j++)
            {
                line[j] += row[i] * row[j];
            }
        }
    }

    // The mean absolute error of the forecasts from a time on, as a multiple of that of the naive one; NaN where there is nothing to compare.
    private static double Roll(
        NetworkSeries series, double[] values, Difference difference, bool isRatio, Vector<double> weights, int origin, int steps)
    {
        if (origin <= series.Lag[^1])
        {
            return double.NaN;
        }

        double naive = SeriesMeasure.NaiveError(values[..origin], series.Period ?? 1);
        var measured = Measured.Of(values, difference, isRatio, series.Period, origin);
        double[] row = new double[weights.Count];
        double sum = 0;
        int count = 0;
        for (int t = origin; t < Math.Min(origin + steps, values.Length) && measured.TryRow(series.Lag, t, row); t++)
        {
            double change = 0;
            for (int i = 0; i < row.Length; i++)
            {
                change += row[i] * weights[i];
            }

            double error = Math.Abs(measured.Put(t, change) - values[t]);
            if (!double.IsNaN(error))
            {
                sum += error;
                count++;
            }
        }

        return count == 0 || naive == 0 ? double.NaN : sum / count / naive;
    }

    /// <summary>A series as what is learned of it, measured up to some time; what comes after is as it is put.</summary>
    private sealed class Measured
    {
        private readonly double[] _levels;
        private readonly bool _isRatio;
        private readonly int _span;
        private SeriesScale _scale = new(string.Empty, 0, 0, 0);

        private Measured(double[] levels, bool isRatio, int span)
        {
            _levels = levels;
            _isRatio = isRatio;
            _span = span;
        }

        /// <summary>The time up to which it is measured.</summary>
        public int End { get; private init; }

        /// <summary>Whether there is anything to learn of it.</summary>
        public bool IsVaried => _scale.Scale > 0;

        public double this[int t] => Change(t) is var change && double.IsNaN(change) ? change : _scale.Measure(change);

        public static Measured Of(double[] values, Difference difference, bool isRatio, int? period, int end)
        {
            var measured = new Measured(SeriesWindows.Levels(values, isRatio), isRatio, NetworkSeries.SpanOf(difference, period)) { End = end };
            double[] changes = [.. Enumerable.Range(0, end).Select(measured.Change).Where(static change => !double.IsNaN(change))];
            double mean = changes.Length > 0 ? Numerics.Moments.Mean(changes) : 0;
            measured._scale = new SeriesScale(string.Empty, mean, SeriesMeasure.Deviation(changes, measured._levels[..end], isRatio), 0);
            return measured;
        }

        public bool TryRow(IReadOnlyList<int> lags, int t, double[] row)
        {
            for (int i = 0; i < lags.Count; i++)
            {
                row[i] = t - lags[i] < 0 ? double.NaN : this[t - lags[i]];
                if (double.IsNaN(row[i]))
                {
                    return false;
                }
            }

            row[^1] = 1;
            return true;
        }

        public double Put(int t, double change)
        {
            _levels[t] = _scale.ChangeOf(change) + (_span == 0 ? 0 : _levels[t - _span]);
            return _isRatio ? Math.Exp(_levels[t]) : _levels[t];
        }

        private double Change(int t) => _span == 0 ? _levels[t] : t < _span ? double.NaN : _levels[t] - _levels[t - _span];
    }
}
