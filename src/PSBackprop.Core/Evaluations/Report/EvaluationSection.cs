using System.Globalization;
using System.Text;

using OxyPlot;
using OxyPlot.Series;

namespace PSBackprop.Evaluations.Report;

/// <summary>How good the network is on the data of the report.</summary>
internal static class EvaluationSection
{
    public static string Of(EvaluatedData data)
    {
        string positive = data.Evaluation is ClassificationEvaluation { PositiveClass: { } label }
            ? $"<p>The positive class, of which Precision, Recall, F1 and AveragePrecision are, is {Html.Escape(LabelType.Text(label))}.</p>"
            : string.Empty;
        IEnumerable<(string, string)> metrics =
            from metric in data.Evaluation.Metrics
            let value = data.Evaluation.ValueOrNull(metric)
            where value is not null
            select (metric.Name, value.Value.ToString("G5", CultureInfo.InvariantCulture));
        return Html.Section($"Evaluation on {data.Evaluation.Samples:N0} samples", positive + Html.Table(metrics) + data.Evaluation switch
        {
            ClassificationEvaluation classes => Confusion(classes.ConfusionMatrix) + CalibrationCurve(classes) + CostByThreshold(classes),
            RegressionEvaluation numbers => PredictedAgainstActual(data, numbers),
            _ => string.Empty,
        });
    }

    private static string Confusion(ConfusionMatrix matrix)
    {
        var table = new StringBuilder(
            "<h3>Confusion matrix</h3><p>Rows are the truth, columns what the network said.</p><div class=\"wide\"><table class=\"confusion\"><tr><th></th>");
        table.AppendJoin(string.Empty, matrix.Labels.Select(static label => $"<th scope=\"col\">{Html.Escape(LabelType.Text(label))}</th>")).Append("</tr>");
        for (int i = 0; i < matrix.Labels.Count; i++)
        {
            int total = Math.Max(1, Enumerable.Range(0, matrix.Labels.Count).Sum(j => matrix.Counts[i, j]));
            table.Append("<tr><th scope=\"row\">").Append(Html.Escape(LabelType.Text(matrix.Labels[i]))).Append("</th>");
            for (int j = 0; j < matrix.Labels.Count; j++)
            {
                string share = (100.0 * matrix.Counts[i, j] / total).ToString("F0", CultureInfo.InvariantCulture);
                table.Append(
                    CultureInfo.InvariantCulture,
                    $"<td class=\"{(i == j ? "right" : "wrong")}\" style=\"--share:{share}%\">{matrix.Counts[i, j]}</td>");
            }

            table.Append("</tr>");
        }

        return table.Append("</table></div>").ToString();
    }

    private static string CalibrationCurve(ClassificationEvaluation classes)
    {
        if (classes.CalibrationBins.Count == 0)
        {
            return string.Empty;
        }

        string what = classes.PositiveClass is { } positive ? $"probability of {LabelType.Text(positive)}" : "probability of the most probable class";
        PlotModel model = Chart.Create(what);
        Chart.AddLine(model, ReportColor.Mark, [(0, 0), (1, 1)]);
        Chart.AddLine(model, ReportColor.First, classes.CalibrationBins.Select(static bin => (bin.Confidence, (double?)bin.Accuracy)));
        model.Series.Add(Points(classes.CalibrationBins.Select(static bin => (bin.Confidence, bin.Accuracy))));
        return "<h3>Calibration: how often it comes true (upwards) against what is said</h3>"
            + "<p>On the straight line probabilities are honest; below it they are too high.</p>"
            + Chart.Svg(model, "How often probabilities of about the same size came true", "calibration");
    }

    private static string CostByThreshold(ClassificationEvaluation classes)
    {
        if (classes.CostByThreshold.Count == 0)
        {
            return string.Empty;
        }

        PlotModel model = Chart.Create("threshold");
        Chart.AddLine(model, ReportColor.First, classes.CostByThreshold.Select(static point => (point.Threshold, (double?)point.MeanCost)));
        Chart.AddLine(model, ReportColor.Mark, [(0, classes.MeanCost), (1, classes.MeanCost)]);
        string text = string.Create(CultureInfo.InvariantCulture, $"The level line is the cost of the network's own decisions, {classes.MeanCost:G5}.");
        return $"<h3>Mean cost of a decision (upwards) by threshold</h3><p>{text}</p>{Chart.Svg(model, "Mean cost of a decision by threshold", "cost")}";
    }

    private static string PredictedAgainstActual(EvaluatedData data, RegressionEvaluation numbers)
    {
        const int mostPoints = 1000;
        PlotModel model = Chart.Create("actual");
        int step = Math.Max(1, data.Truth.Length / mostPoints);
        double low = Math.Min(data.Truth.Min(), data.Predicted.Min());
        double high = Math.Max(data.Truth.Max(), data.Predicted.Max());
        Chart.AddLine(model, ReportColor.Mark, [(low, low), (high, high)]);
        string text = string.Empty;
        if (numbers.PerTarget[0] is { MeanIntervalWidth: { } width, Coverage: { } coverage })
        {
            Chart.AddLine(model, ReportColor.Second, [(low, low - (width / 2)), (high, high - (width / 2))]);
            Chart.AddLine(model, ReportColor.Second, [(low, low + (width / 2)), (high, high + (width / 2))]);
            text = string.Create(
                CultureInfo.InvariantCulture,
                $"<p>Of these rows {coverage:P1} lie between the outer lines, in intervals for {numbers.IntervalLevel:P0}.</p>");
        }

        model.Series.Add(Points(Enumerable.Range(0, data.Truth.Length).Where(i => i % step == 0).Select(i => (data.Truth[i], data.Predicted[i]))));
        return $"<h3>Predicted (upwards) against actual</h3>{text}{Chart.Svg(model, "Predicted against actual values", "actual")}";
    }

    private static ScatterSeries Points(IEnumerable<(double X, double Y)> points)
    {
        var series = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerSize = 3, MarkerFill = ReportColor.First };
        series.Points.AddRange(points.Select(static point => new ScatterPoint(point.X, point.Y)));
        return series;
    }
}
