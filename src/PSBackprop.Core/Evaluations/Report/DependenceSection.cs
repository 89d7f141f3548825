using System.Globalization;

using OxyPlot;
using OxyPlot.Axes;

namespace PSBackprop.Evaluations.Report;

/// <summary>How predictions depend on columns: a curve for each column of numbers or dates, a table for one of categories.</summary>
internal static class DependenceSection
{
    private static readonly int s_mostTargets = ReportColor.Classes.Length;

    /// <returns>Nothing where that was not measured.</returns>
    public static string Of(IReadOnlyList<PartialDependence> dependence) =>
        string.Concat(dependence.GroupBy(static point => point.Column).Select(static (points, number) => Column(points.Key, [.. points], number)));

    private static string Column(string name, PartialDependence[] points, int number)
    {
        PartialDependence[][] targets = [.. points.GroupBy(static point => LabelType.Text(point.Target)).Select(static target => target.ToArray())];
        string content = Array.TrueForAll(points, static point => point.Value is double or DateTime or null)
            ? Curves(name, targets, number)
            : Html.Table(points.Select(static point => (Name(point), Figures(point))));
        return Html.Section($"Predictions by {name}", content);
    }

    private static string Curves(string name, PartialDependence[][] targets, int number)
    {
        // Those that change most along the column tell most.
        PartialDependence[][] shown =
        [
            .. targets
                .OrderByDescending(static curve => curve.Max(static point => point.Mean) - curve.Min(static point => point.Mean))
                .Take(s_mostTargets),
        ];
        bool isOfTime = shown[0].Any(static point => point.Value is DateTime);
        PlotModel model = Chart.Create(name, isOfTime: isOfTime);
        for (int i = 0; i < shown.Length; i++)
        {
            PartialDependence[] curve = [.. shown[i].Where(static point => point.Value is not null)];
            OxyColor color = ReportColor.Classes[i];
            Chart.AddLine(model, color, curve.Select(static point => (Place(point), (double?)point.Mean)));
            if (shown.Length == 1)
            {
                Chart.AddLine(model, color, curve.Select(static point => (Place(point), (double?)point.Lower)), LineStyle.Dot);
                Chart.AddLine(model, color, curve.Select(static point => (Place(point), (double?)point.Upper)), LineStyle.Dot);
            }
        }

        string what = shown.Length == 1
            ? $"<p>Upwards: {Html.Escape(LabelType.Text(shown[0][0].Target))}, the mean over the rows; eight of ten rows are between the dotted lines.</p>"
            : Html.Key([.. shown.Select(static (curve, i) => ($"class{i}", LabelType.Text(curve[0].Target)))]);
        IEnumerable<(string, string)> missing = shown.SelectMany(static curve => curve).Where(static point => point.Value is null)
            .Select(static point => (Name(point), Figures(point)));
        return what + Chart.Svg(model, $"Predictions by {name}", $"dependence{number}") + Html.Table(missing);
    }

    private static double Place(PartialDependence point) => point.Value is DateTime time ? DateTimeAxis.ToDouble(time) : (double)point.Value!;

    private static string Name(PartialDependence point) => $"{(point.Value is { } value ? LabelType.Text(value) : "missing")}: {LabelType.Text(point.Target)}";

    private static string Figures(PartialDependence point) =>
        string.Create(CultureInfo.InvariantCulture, $"{point.Mean:G4} ({point.Lower:G4} to {point.Upper:G4})");
}
