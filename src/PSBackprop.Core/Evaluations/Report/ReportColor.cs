using OxyPlot;

namespace PSBackprop.Evaluations.Report;

/// <summary>The colours of a report. Charts are drawn in stand-ins that become variables of the page, which has a light and a dark set of them.</summary>
internal static class ReportColor
{
    public static readonly OxyColor Ink = StandIn(1);
    public static readonly OxyColor Grid = StandIn(2);
    public static readonly OxyColor First = StandIn(3);
    public static readonly OxyColor Second = StandIn(4);
    public static readonly OxyColor Mark = StandIn(5);

    /// <summary>What classes are shown in; they go round if there are more.</summary>
    public static readonly OxyColor[] Classes = [.. Enumerable.Range(10, 8).Select(StandIn)];

    private static readonly (string Name, OxyColor Color)[] s_variables =
    [
        ("ink", Ink), ("grid", Grid), ("first", First), ("second", Second), ("mark", Mark),
        .. Classes.Select(static (color, i) => ($"class{i}", color)),
    ];

    /// <summary>Puts the page's variables in the place of the stand-ins.</summary>
    public static string Themed(string svg) => s_variables.Aggregate(svg, static (text, variable) =>
        text.Replace($"rgb({variable.Color.R},{variable.Color.G},{variable.Color.B})", $"var(--{variable.Name})", StringComparison.Ordinal)
            .Replace($"#{variable.Color.R:x2}{variable.Color.G:x2}{variable.Color.B:x2}", $"var(--{variable.Name})", StringComparison.OrdinalIgnoreCase));

    private static OxyColor StandIn(int number) => OxyColor.FromRgb(1, 2, (byte)number);
}
