using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Series;

using PSBackprop.Activations;
using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Training;

namespace PSBackprop.Evaluations.Report;

/// <summary>What a network with two inputs says everywhere in the plane, with the data on top.</summary>
internal static class DecisionSurface
{
    private const int Cells = 48;
    private const double Padding = 0.15;
    private const int MostPoints = 500;

    /// <returns>Nothing if the network has not two numeric inputs.</returns>
    public static string Section(Network network, EvaluatedData data)
    {
        if (network.InputSize != 2 || network.Columns?.Input.Any(static column => column.Width != 1) == true)
        {
            return string.Empty;
        }

        DataSummary range = data.Input.Summarize(ParallelTeam.Single);
        var (lowX, highX) = Padded(range.Low[0], range.High[0]);
        var (lowY, highY) = Padded(range.Low[1], range.High[1]);
        double stepX = (highX - lowX) / Cells;
        double stepY = (highY - lowY) / Cells;
        double[][] grid = [.. Enumerable.Range(0, Cells * Cells)
            .Select(i => new[] { lowX + (((i % Cells) + 0.5) * stepX), lowY + (((i / Cells) + 0.5) * stepY) })];
        double[][] outputs = [.. Predictor.Create(network, grid.Length).Predict(DataMatrix.FromRows("grid", grid), default)];
        NetworkColumn? first = network.Columns?.Input[0];
        NetworkColumn? second = network.Columns?.Input[1];
        PlotModel model = Chart.Create(first?.Name ?? "input 1");
        var span = outputs.Length > 0 ? (Low: outputs.Min(static output => output[0]), High: outputs.Max(static output => output[0])) : (0, 1);
        for (int i = 0; i < grid.Length; i++)
        {
            var (color, strength) = Shade(network, outputs[i], span);
            model.Annotations.Add(new RectangleAnnotation
            {
                MinimumX = Own(first, grid[i][0] - (stepX / 2)),
                MaximumX = Own(first, grid[i][0] + (stepX / 2)),
                MinimumY = Own(second, grid[i][1] - (stepY / 2)),
                MaximumY = Own(second, grid[i][1] + (stepY / 2)),
                Fill = OxyColor.FromAColor((byte)(20 + (110 * strength)), color),
                Stroke = OxyColors.Transparent,
                StrokeThickness = 0,
                Layer = AnnotationLayer.BelowSeries,
            });
        }

        AddPoints(model, network, data, first, second);
        string upwards = $"<p>Upwards: {Html.Escape(second?.Name ?? "input 2")}. The stronger the colour, the surer the network.{Scaled(first, second)}</p>";
        return Html.Section("Decision surface", upwards + Chart.Svg(model, "What the network says of each point of the plane", "surface"));
    }

    private static void AddPoints(PlotModel model, Network network, EvaluatedData data, NetworkColumn? first, NetworkColumn? second)
    {
        bool areClasses = data.Evaluation is ClassificationEvaluation;
        int step = Math.Max(1, data.Input.Rows / MostPoints);
        ActivationFunction output = network.Layers[^1].Function;
        IEnumerable<int> rows = Enumerable.Range(0, data.Input.Rows).Where(row => row % step == 0);
        foreach (var group in rows.GroupBy(row => areClasses ? ClassTargets.Label(data.Target, row, output) : 0))
        {
            var points = new ScatterSeries
            {
                MarkerType = MarkerType.Circle,
                MarkerSize = 4,
                MarkerFill = areClasses ? Color(group.Key) : ReportColor.Mark,
                MarkerStroke = ReportColor.Ink,
                MarkerStrokeThickness = 0.5,
            };
            points.Points.AddRange(group.Select(row => new ScatterPoint(Own(first, data.Input[row, 0]), Own(second, data.Input[row, 1]))));
            model.Series.Add(points);
        }
    }

    // The class and how sure the network is of it; for numbers, how high they are.
    private static (OxyColor Color, double Strength) Shade(Network network, double[] output, (double Low, double High) span)
    {
        if (output.Length > 1)
        {
            int best = Array.IndexOf(output, output.Max());
            return (Color(best), Math.Clamp(output[best], 0, 1));
        }

        ActivationFunction function = network.Layers[^1].Function;
        bool isBounded = double.IsFinite(function.Minimum) && double.IsFinite(function.Maximum);
        var (low, high) = isBounded ? (function.Minimum, function.Maximum) : span;
        double place = high > low ? (output[0] - low) / (high - low) : 0.5;
        return (Color(place >= 0.5 ? 1 : 0), Math.Abs(place - 0.5) * 2);
    }

    private static OxyColor Color(int label) => ReportColor.Classes[label % ReportColor.Classes.Length];

    // What is bounded stays as the network takes it: at the bounds numbers grow without end.
    private static double Own(NetworkColumn? column, double unit) => column is { IsBounded: false } ? column.Decode(unit) : unit;

    private static string Scaled(params IEnumerable<NetworkColumn?> columns)
    {
        string[] names = [.. columns.OfType<NetworkColumn>().Where(static column => column.IsBounded).Select(static column => Html.Escape(column.Name))];
        return names.Length == 0 ? string.Empty : $" Scaled, as the section Columns says: {string.Join(", ", names)}.";
    }

    private static (double Low, double High) Padded(double low, double high)
    {
        double width = high > low ? high - low : 1;
        return (low - (Padding * width), high + (Padding * width));
    }
}
