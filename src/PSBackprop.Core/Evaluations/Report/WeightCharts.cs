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
            from layer in network.AllLayers
            let weights = layer.WeightCount
            where weights > 0
            let place = layer.MemberNumber is { } member ? $"Member {member}, layer {layer.Number}" : $"Layer {layer.Number}"
            select $"<figure>{Histogram([.. layer.Range(parameters)[..weights]], layer)}"
                + $"<figcaption>{place}: {Html.Escape(layer.ToString())}, {weights:N0} weights</figcaption></figure>";
        return Html.Section("Weights", string.Concat(figures));
    }

    private static string Histogram(double[] weights, Layer layer)
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
        string id = layer.MemberNumber is { } member ? $"weights{layer.Number}of{member}" : $"weights{layer.Number}";
        return Chart.Svg(model, $"Histogram of the weights of layer {layer.Number}", id);
    }
}
