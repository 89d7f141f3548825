using System.Globalization;

using OxyPlot;

using PSBackprop.Data.Series;
using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Training;

namespace PSBackprop.Evaluations.Report;

/// <summary>The latest rows of a time series as a network forecasts them from the rows before, beside what came and what is simpler.</summary>
internal static class ForecastSection
{
    // The history that is shown is so many times as long as the forecast.
    private const int History = 4;
    private const int LeastPart = 5;
    private const int StepsWithoutSeason = 12;
    private const double Interval = 0.9;

    /// <param name="network">The network.</param>
    /// <param name="dataset">Rows of a time series as it continues.</param>
    /// <param name="cancellationToken">Ends the forecast.</param>
    /// <returns>Nothing where no series is long enough.</returns>
    public static string Of(Network network, Dataset dataset, CancellationToken cancellationToken)
    {
        NetworkSeries series = SeriesFit.GoOn(network.Columns!.Series!, dataset);
        SeriesTable table = dataset.Series!.Table;
        int[] ends = dataset.Series.Ends();
        int span = Array.IndexOf(ends, ends.Where(static end => end >= 0).MaxBy(end => end - table.Spans[table.SpanOf(end)].First));
        int first = table.Spans[span].First;
        int length = ends[span] + 1 - first;
        int steps = Math.Max(Math.Min(series.Period ?? StepsWithoutSeason, length / LeastPart), 1);
        int origin = ends[span] + 1 - steps;
        if (!new SeriesWindows(series, table).HasWindow(origin, steps))
        {
            return string.Empty;
        }

        SeriesTable branch = table.Branch([origin], series.Reach, steps + series.Horizon);
        var windows = new SeriesWindows(series, branch);
        double[] values = Forecaster.Run(network, windows, branch, series.Reach, steps, unknown: null, cancellationToken)[0];
        var baselines = new Baselines(table.Values[first..(ends[span] + 1)], series.Period);
        PlotModel model = Chart.Create(series.Time, isOfTime: table.Step.IsOfDates);
        int from = Math.Max(first, origin - (History * steps));
        Add(ReportColor.Ink, Enumerable.Range(from, ends[span] + 1 - from).Select(position => (position, (double?)table.Values[position])));
        Add(ReportColor.First, values.Select((value, i) => (origin + i, (double?)value)));
        if (series.Errors is { } errors)
        {
            foreach (int side in new[] { -1, 1 })
            {
                var bounds = values.Select((value, i) =>
                    (origin + i, errors.Width(i + 1, Interval, series.Span > 0) is { } width ? windows.Off(0, value, side * width) : (double?)null));
                Add(ReportColor.First, bounds, LineStyle.Dash);
            }
        }

        for (int i = 0; i < 2; i++)
        {
            int which = i;
            OxyColor color = i == 0 ? ReportColor.Second : ReportColor.Mark;
            Add(color, values.Select((_, step) => (origin + step, (double?)baselines.Of(origin - first, step + 1)[which])));
        }

        int all = ends.Count(static end => end >= 0);
        string group = series.Group is null ? string.Empty
            : $" of {table.Spans[span].Name}{(all > 1 ? string.Create(CultureInfo.InvariantCulture, $", the longest of {all} series,") : string.Empty)}";
        string seen = IsTrained(network, dataset)
            ? " The network was trained on these rows: the scores are of forecasts of rows that it had not seen." : string.Empty;
        IReadOnlyList<string> names = Baselines.Names(series.Period);
        string keys = Html.Key(("first", "forecast; broken: the interval for 90 %"), ("second", names[0]), ("mark", names[1]));
        string scores = Html.Table(series.Score.Select(static score => (score.Name, score.ToString())));
        return Html.Section(
            "Forecast",
            $"<p>{Html.Escape(series.ToString())}.</p>"
                + $"<p>The last {steps} steps{Html.Escape(group)} as forecast from the rows before, beside what came.{seen}</p>{keys}"
                + Chart.Svg(model, $"{series.Target}: history, forecast, interval and baselines", "forecast") + scores);

        static bool IsTrained(Network network, Dataset dataset) => network.TrainedRows is { } trained
            && DatasetEncoder.Encode(network.Columns!, dataset, TargetCoding.NegativeValue(network, network.Loss), default) is var (input, target)
            && RowHashes.Of(input, target, ParallelTeam.Single) is var rows && (trained.AreTrained(rows) || trained.ShareOf(rows) is not null);

        void Add(OxyColor color, IEnumerable<(int Position, double? Value)> points, LineStyle style = LineStyle.Solid) =>
            Chart.AddLine(model, color, points.Select(point => (TimeOf(point.Position), point.Value)), style);

        double TimeOf(int position) => table.Step.IsOfDates ? OxyPlot.Axes.DateTimeAxis.ToDouble(table.ClockOf(position)) : table.TimeOf(position).Number;
    }
}
