namespace PSBackprop;

/// <summary>A column that was taken for categories and may not be meant so.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Example">One of its values.</param>
/// <param name="Look">What about its values may surprise, after "values that".</param>
/// <param name="Remedy">What to add to the command if they are numbers.</param>
internal sealed record ColumnSurprise(string Column, string Example, string Look, string Remedy)
{
    public static ColumnSurprise LeadingZero(string column, string example) => new(column, example, "begin with a zero", Numeric(column));

    public static ColumnSurprise NumberAsText(string column, string example) =>
        new(column, example, "are texts and look like numbers", Numeric(column));

    public static ColumnSurprise OtherNotation(string column, string example, NumberNotation notation) => new(
        column,
        example,
        notation.Culture.Length == 0 ? "look like numbers with a decimal point" : $"look like numbers written as in {notation}",
        $"-Culture {notation}");

    private static string Numeric(string column) => $"-Kind @{{ '{column.Replace("'", "''", StringComparison.Ordinal)}' = 'Numeric' }}";
}
