using OxyPlot;
using OxyPlot.Annotations;

namespace PSBackprop.Evaluations.Report;

/// <summary>How a training went, epoch by epoch.</summary>
internal static class HistoryCharts
{
    // More points than a chart has columns of pixels show nothing more.
    private const int MostPoints = 600;

    public static string Sections(Network network)
    {
        IReadOnlyList<EpochRecord> history = Thinned(network.History);
        if (history.Count == 0)
        {
            return Html.Section("History", "<p>The network has no history: it was not trained, or was saved without -IncludeHistory.</p>");
        }

        return Loss(history, network.LastTraining?.BestEpoch)
            + Metrics(history)
            + Html.Section("Learning rate", Single("rate", history, "learning rate", static record => record.LearningRate, isLogarithmic: false))
            + Html.Section("Length of the gradient", Single("norm", history, "gradient norm", static record => record.GradientNorm, isLogarithmic: true));
    }

    // Both scales are drawn; a check box on the page, with no script, shows one.
    private static string Loss(IReadOnlyList<EpochRecord> history, int? bestEpoch)
    {
        string linear = Chart.Svg(LossChart(history, bestEpoch, isLogarithmic: false), "Loss by epoch", "loss");
        string logarithmic = Chart.Svg(LossChart(history, bestEpoch, isLogarithmic: true), "Loss by epoch, logarithmic", "losslog");
        var key = new List<(string, string)> { ("first", "training") };
        if (history.Any(static record => record.ValidationLoss is not null))
        {
            key.Add(("second", "validation"));
        }

        if (bestEpoch is { } best)
        {
            key.Add(("mark", $"best epoch, {best}"));
        }

        return Html.Section(
            "Loss",
            $"{Html.Key([.. key])}<input type=\"checkbox\" id=\"log\"><label for=\"log\">logarithmic scale</label>"
            + $"<div class=\"linear\">{linear}</div><div class=\"logarithmic\">{logarithmic}</div>");
    }

    private static PlotModel LossChart(IReadOnlyList<EpochRecord> history, int? bestEpoch, bool isLogarithmic)
    {
        PlotModel model = Chart.Create("epoch", isLogarithmic);
        Chart.AddLine(model, ReportColor.First, history.Select(static record => ((double)record.Epoch, (double?)record.Loss)));
        if (history.Any(static record => record.ValidationLoss is not null))
        {
            Chart.AddLine(model, ReportColor.Second, history.Select(static record => ((double)record.Epoch, record.ValidationLoss)));
        }

        if (bestEpoch is { } best)
        {
            model.Annotations.Add(new LineAnnotation { Type = LineAnnotationType.Vertical, X = best, Color = ReportColor.Mark, LineStyle = LineStyle.Dash });
        }

        return model;
    }

    private static string Metrics(IReadOnlyList<EpochRecord> history) =>
        string.Concat(history.SelectMany(static record => record.Metric.Keys).Distinct().Select((name, i) => Metric(history, name, i)));

    private static string Metric(IReadOnlyList<EpochRecord> history, string name, int number)
    {
        PlotModel model = Chart.Create("epoch");
        Chart.AddLine(model, ReportColor.First, history.Select(record => ((double)record.Epoch, At(record.Metric, name))));
        bool isValidated = history.Any(record => record.ValidationMetric.ContainsKey(name));
        if (isValidated)
        {
            Chart.AddLine(model, ReportColor.Second, history.Select(record => ((double)record.Epoch, At(record.ValidationMetric, name))));
        }

        return Html.Section(
            name,
            (isValidated ? Html.Key(("first", "training"), ("second", "validation")) : string.Empty) + Chart.Svg(model, $"{name} by epoch", $"metric{number}"));
    }

    private static double? At(IReadOnlyDictionary<string, double> metrics, string name) => metrics.TryGetValue(name, out double value) ? value : null;

    private static string Single(string id, IReadOnlyList<EpochRecord> history, string title, Func<EpochRecord, double> figure, bool isLogarithmic)
    {
        bool canBeLogarithmic = isLogarithmic && history.Any(record => figure(record) > 0);
        PlotModel model = Chart.Create("epoch", canBeLogarithmic);
        Chart.AddLine(model, ReportColor.First, history.Select(record => ((double)record.Epoch, (double?)figure(record))));
        return Chart.Svg(model, $"{title} by epoch", id);
    }

    private static IReadOnlyList<EpochRecord> Thinned(IReadOnlyList<EpochRecord> history)
    {
        int step = Math.Max(1, (history.Count + MostPoints - 1) / MostPoints);
        return [.. history.Where((_, i) => i % step == 0 || i == history.Count - 1)];
    }
}
