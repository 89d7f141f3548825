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
            ClassificationEvaluation classes => Confusion(classes.ConfusionMatrix),
            RegressionEvaluation => PredictedAgainstActual(data),
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

    private static string PredictedAgainstActual(EvaluatedData data)
    {
        const int mostPoints = 1000;
        PlotModel model = Chart.Create("actual");
        var points = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerSize = 3, MarkerFill = ReportColor.First };
        int step = Math.Max(1, data.Truth.Length / mostPoints);
        for (int i = 0; i < data.Truth.Length; i += step)
        {
            points.Points.Add(new ScatterPoint(data.Truth[i], data.Predicted[i]));
        }

        double low = Math.Min(data.Truth.Min(), data.Predicted.Min());
        double high = Math.Max(data.Truth.Max(), data.Predicted.Max());
        Chart.AddLine(model, ReportColor.Mark, [(low, low), (high, high)]);
        model.Series.Add(points);
        return $"<h3>Predicted (upwards) against actual</h3>{Chart.Svg(model, "Predicted against actual values", "actual")}";
    }
}
