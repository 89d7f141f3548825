using System.Net;

namespace PSBackprop.Evaluations.Report;

/// <summary>Pieces of a page; every text from outside goes through <see cref="Escape"/>.</summary>
internal static class Html
{
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    public static string Section(string title, string content) => $"<section><h2>{Escape(title)}</h2>{content}</section>\n";

    /// <summary>What the colours of a chart stand for.</summary>
    public static string Key(params (string Color, string Meaning)[] entries) =>
        $"<p class=\"keys\">{string.Concat(entries.Select(static entry => $"<span><i class=\"key {entry.Color}\"></i> {Escape(entry.Meaning)}</span>"))}</p>";

    public static string Table(IEnumerable<(string Name, string Value)> rows) =>
        $"<table>{string.Concat(rows.Select(static row => $"<tr><th scope=\"row\">{Escape(row.Name)}</th><td>{Escape(row.Value)}</td></tr>"))}</table>";
}
