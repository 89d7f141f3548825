using System.Text.RegularExpressions;

using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace PSBackprop.Evaluations.Report;

/// <summary>Charts as SVG that fits into a page.</summary>
internal static partial class Chart
{
    private const double Width = 560;
    private const double Height = 300;
    private const double FontSize = 15;

    /// <summary>An empty chart. What the vertical axis is, the page says beside it, as the widths of its letters are not known here.</summary>
    /// <param name="horizontal">What the horizontal axis is.</param>
    /// <param name="isLogarithmic">Whether the vertical axis is logarithmic.</param>
    /// <param name="isOfTime">Whether the horizontal axis has dates, as <see cref="DateTimeAxis.ToDouble(DateTime)"/> gives them.</param>
    public static PlotModel Create(string horizontal, bool isLogarithmic = false, bool isOfTime = false)
    {
        var model = new PlotModel
        {
            DefaultFontSize = FontSize,
            TextColor = ReportColor.Ink,
            PlotAreaBorderColor = ReportColor.Grid,
            Background = OxyColors.Transparent,
            Padding = new OxyThickness(26, 8, 14, 10),
        };
        Axis bottom = isOfTime ? new DateTimeAxis { StringFormat = "yyyy-MM-dd" } : new LinearAxis();
        (bottom.Position, bottom.MinimumPadding, bottom.MaximumPadding) = (AxisPosition.Bottom, 0.02, 0.02);
        model.Axes.Add(Styled(bottom, horizontal));
        model.Axes.Add(Styled(isLogarithmic ? new LogarithmicAxis { Position = AxisPosition.Left } : new LinearAxis { Position = AxisPosition.Left }, null));
        return model;
    }

    /// <summary>A line through points; those that are missing or cannot be shown are left out.</summary>
    public static void AddLine(PlotModel model, OxyColor color, IEnumerable<(double X, double? Y)> points, LineStyle style = LineStyle.Solid)
    {
        bool isLogarithmic = model.Axes.Any(static axis => axis is LogarithmicAxis);
        var series = new LineSeries { Color = color, StrokeThickness = 2, LineStyle = style, Decimator = Decimator.Decimate };
        series.Points.AddRange(points
            .Where(point => point.Y is { } y && double.IsFinite(y) && (!isLogarithmic || y > 0))
            .Select(static point => new DataPoint(point.X, point.Y!.Value)));
        model.Series.Add(series);
    }

    /// <summary>The chart as an element of a page.</summary>
    /// <param name="model">The chart.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    /// <param name="id">A word of its own on the page.</param>
    public static string Svg(PlotModel model, string description, string id)
    {
        var exporter = new SvgExporter { Width = Width, Height = Height, UseVerticalTextAlignmentWorkaround = true };
        string svg = exporter.ExportToString(model);
        svg = svg[svg.IndexOf("<svg", StringComparison.Ordinal)..];
        svg = svg[(svg.IndexOf('>', StringComparison.Ordinal) + 1)..];
        svg = ReportColor.Themed(svg)
            .Replace("clipPath", $"{id}clip", StringComparison.Ordinal)
            .Replace($"<{id}clip", "<clipPath", StringComparison.Ordinal)
            .Replace($"</{id}clip", "</clipPath", StringComparison.Ordinal);
        return $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html.Escape(description)}\">{Fonts().Replace(svg, "font-family:inherit")}";
    }

    private static Axis Styled(Axis axis, string? title)
    {
        axis.Title = title;
        axis.AxisTitleDistance = 8;
        axis.TextColor = ReportColor.Ink;
        axis.TitleColor = ReportColor.Ink;
        axis.TicklineColor = ReportColor.Grid;
        axis.MinorTicklineColor = OxyColors.Transparent;
        axis.MajorGridlineStyle = LineStyle.Solid;
        axis.MajorGridlineColor = ReportColor.Grid;
        axis.AxislineColor = ReportColor.Grid;
        return axis;
    }

    [GeneratedRegex("font-family:[^;\"]*")]
    private static partial Regex Fonts();
}
