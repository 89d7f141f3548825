using System.Globalization;
using System.Text;

namespace PSBackprop.Evaluations.Report;

/// <summary>The network as circles and lines: a line's width is the size of its weight, its colour the sign.</summary>
internal static class NetworkDrawing
{
    // Beyond this lines run into each other.
    private const int MostUnits = 20;
    private const double Width = 560;
    private const double Height = 360;
    private const double Margin = 40;
    private const double Radius = 8;
    private const double WidestLine = 5;

    private static string Key => Html.Key(("first", "positive weight"), ("second", "negative weight; wider is larger"));

    public static string Section(Network network)
    {
        Network drawn = network.Members is [var first, ..] ? first.ToNetwork() : network;
        string which = network.Members.Count > 0 ? ". The first member is drawn." : string.Empty;
        int largest = Math.Max(drawn.InputSize, drawn.Layers.Max(static layer => layer.Units));
        string content = largest > MostUnits
            ? $"<p>{Html.Escape(network.ToString())}. A layer of {largest:N0} is too wide to be drawn.</p>"
            : $"<p>{Html.Escape(network.ToString())}{which}</p>{Draw(drawn)}{Key}";
        return Html.Section("Network", content);
    }

    private static string Draw(Network network)
    {
        int[] sizes = [network.InputSize, .. network.Layers.Select(static layer => layer.Units)];
        double[] parameters = network.Parameters;
        var svg = new StringBuilder($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"The network's units and weights\">");
        for (int l = 0; l < network.Layers.Count; l++)
        {
            Layer layer = network.Layers[l];
            ReadOnlySpan<double> weights = layer.Range(parameters)[..layer.WeightCount];
            double largest = Math.Max(Largest(weights), double.Epsilon);
            for (int i = 0; i < weights.Length; i++)
            {
                var (x1, y1) = Place(sizes, l, i / layer.Units);
                var (x2, y2) = Place(sizes, l + 1, i % layer.Units);
                double line = Math.Max(0.2, WidestLine * Math.Abs(weights[i]) / largest);
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<line x1=\"{x1:F1}\" y1=\"{y1:F1}\" x2=\"{x2:F1}\" y2=\"{y2:F1}\" stroke-width=\"{line:F2}\" "
                    + $"class=\"{(weights[i] >= 0 ? "first" : "second")}\"><title>{weights[i]:G4}</title></line>");
            }
        }

        for (int l = 0; l < sizes.Length; l++)
        {
            for (int unit = 0; unit < sizes[l]; unit++)
            {
                var (x, y) = Place(sizes, l, unit);
                svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"{Radius}\"/>");
            }
        }

        return svg.Append("</svg>").ToString();
    }

    private static double Largest(ReadOnlySpan<double> weights)
    {
        double largest = 0;
        foreach (double weight in weights)
        {
            largest = Math.Max(largest, Math.Abs(weight));
        }

        return largest;
    }

    private static (double X, double Y) Place(int[] sizes, int layer, int unit) =>
        (Margin + ((Width - (2 * Margin)) * layer / (sizes.Length - 1)), Height * (unit + 0.5) / sizes[layer]);
}
