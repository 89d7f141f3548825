using MathNet.Numerics.Statistics;

using OxyPlot;
using OxyPlot.Series;

namespace PSBackprop.Evaluations.Report;

/// <summary>How the weights of each layer are spread.</summary>
internal static class WeightCharts
{
    private const int Buckets = 30;

    public static string Section(Network network)
    {
        double[] parameters = network.Parameters;
        IEnumerable<string> figures =
            from item in network.Layers.Select(static (layer, i) => (Layer: layer, Number: i + 1))
            let weights = item.Layer.WeightCount
            where weights > 0
            select $"<figure>{Histogram([.. item.Layer.Range(parameters)[..weights]], item.Number)}"
                + $"<figcaption>Layer {item.Number}: {Html.Escape(item.Layer.ToString())}, {weights:N0} weights</figcaption></figure>";
        return Html.Section("Weights", string.Concat(figures));
    }

    private static string Histogram(double[] weights, int layer)
    {
        PlotModel model = Chart.Create("weight");
        var series = new RectangleBarSeries { FillColor = ReportColor.First, StrokeColor = OxyColors.Transparent, StrokeThickness = 0 };
        double low = weights.Min();
        double high = weights.Max();
        if (low == high)
        {
            series.Items.Add(new RectangleBarItem(low - 0.5, 0, low + 0.5, weights.Length));
        }
        else
        {
            var histogram = new Histogram(weights, Buckets);
            for (int i = 0; i < histogram.BucketCount; i++)
            {
                Bucket bucket = histogram[i];
                series.Items.Add(new RectangleBarItem(bucket.LowerBound, 0, bucket.UpperBound, bucket.Count));
            }
        }

        model.Series.Add(series);
        return Chart.Svg(model, $"Histogram of the weights of layer {layer}", $"weights{layer}");
    }
}
