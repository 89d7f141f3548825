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
        return Html.Section("Weights", string.Concat(network.Layers.Select((layer, i) => (Layer: layer, Number: i + 1)).Where(static item => item.Layer.WeightCount > 0).Select(item =>
            $"<figure>{Histogram([.. item.Layer.Range(parameters)[..item.Layer.WeightCount]], item.Number)}<figcaption>Layer {item.Number}: {Html.Escape(item.Layer.ToString())}, {item.Layer.WeightCount:N0} weights</figcaption></figure>")));
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
