using System.Globalization;

namespace PSBackprop;

/// <summary>A curve in one line of text: blocks of eight heights, on a logarithmic scale where all values are above zero.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const int Width = 48;

    public static string Of(double[] values)
    {
        if (values.Length == 0)
        {
            return string.Empty;
        }

        int columns = Math.Min(Width, values.Length);
        double[] shown = [.. Enumerable.Range(0, columns).Select(i => values[(int)((long)i * values.Length / columns)])];
        shown[^1] = values[^1];
        double[] heights = Array.TrueForAll(shown, static value => value > 0) ? Array.ConvertAll(shown, Math.Log) : shown;
        double low = heights.Min();
        double span = heights.Max() - low;
        string line = string.Concat(heights.Select(height => Blocks[span > 0 ? (int)Math.Round((Blocks.Length - 1) * (height - low) / span) : 0]));
        return string.Create(CultureInfo.CurrentCulture, $"{line}  {values[0]:G4} → {values[^1]:G4}");
    }
}
