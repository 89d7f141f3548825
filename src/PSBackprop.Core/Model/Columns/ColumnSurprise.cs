namespace PSBackprop;

/// <summary>A column that was taken for categories and may not be meant so.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Example">One of its values.</param>
/// <param name="Look">What about its values may surprise, after "values that".</param>
/// <param name="Meant">What they may be instead, after "If they are".</param>
/// <param name="Remedy">What to add to the command if they are.</param>
internal sealed record ColumnSurprise(string Column, string Example, string Look, string Meant, string Remedy)
{
    private const string Numbers = "numbers";

    public static ColumnSurprise LeadingZero(string column, string example) => new(column, example, "begin with a zero", Numbers, Kind(column, "Numeric"));

    public static ColumnSurprise NumberAsText(string column, string example) =>
        new(column, example, "are texts and look like numbers", Numbers, Kind(column, "Numeric"));

    public static ColumnSurprise OtherNotation(string column, string example, NumberNotation notation) => new(
        column,
        example,
        notation.Culture.Length == 0 ? "look like numbers with a decimal point" : $"look like numbers written as in {notation}",
        Numbers,
        $"-Culture {notation}");

    public static ColumnSurprise ManyTexts(string column, string example) =>
        new(column, example, "differ in nearly every row", "texts to be read, not names", Kind(column, "Text"));

    private static string Kind(string column, string kind) => $"-Kind @{{ '{column.Replace("'", "''", StringComparison.Ordinal)}' = '{kind}' }}";
}
