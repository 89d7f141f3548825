using System.Globalization;

namespace PSBackprop.Evaluations.Report;

/// <summary>How important the columns are, as bars.</summary>
internal static class ImportanceSection
{
    private const int MostBars = 30;

    /// <returns>Nothing where that was not measured.</returns>
    public static string Of(IReadOnlyList<FeatureImportance> importance)
    {
        if (importance.Count == 0)
        {
            return string.Empty;
        }

        FeatureImportance[] shown = [.. importance.OrderByDescending(static one => one.Importance).Take(MostBars)];
        double largest = Math.Max(shown[0].Importance, double.Epsilon);
        string more = importance.Count > MostBars ? $" The {MostBars} most important of {importance.Count:N0} are shown." : string.Empty;
        return Html.Section(
            "Importance of columns",
            $"<p>How much worse {Html.Escape(shown[0].Metric)} gets where a column's values go to other rows. "
            + $"A grey bar is no longer than chance may make it.{more}</p>"
            + $"<table class=\"bars\">{string.Concat(shown.Select(one => Bar(one, largest)))}</table>");
    }

    private static string Bar(FeatureImportance one, double largest)
    {
        string part = (100 * Math.Max(one.Importance, 0) / largest).ToString("F1", CultureInfo.InvariantCulture);
        string figure = one.StandardDeviation is { } deviation
            ? string.Create(CultureInfo.InvariantCulture, $"{one.Importance:G3} ± {deviation:G2}")
            : one.Importance.ToString("G3", CultureInfo.InvariantCulture);
        return $"<tr><th scope=\"row\">{Html.Escape(one.Column)}</th>"
            + $"<td><div class=\"bar{(one.Importance <= one.Floor ? " chance" : string.Empty)}\" style=\"--part:{part}%\"></div></td><td>{figure}</td></tr>";
    }
}
