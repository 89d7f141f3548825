namespace PSBackprop.Data;

/// <summary>Says what was noticed in the columns of a dataset that its user may not expect, and the remedy; one sentence for each kind of surprise.</summary>
internal static class DatasetFindings
{
    /// <param name="empty">The columns without a value.</param>
    /// <param name="surprises">The columns that may not be meant as they were taken.</param>
    public static IReadOnlyList<string> Of(string[] empty, ColumnSurprise[] surprises)
    {
        List<string> findings = [];
        if (empty.Length > 0)
        {
            findings.Add($"{Columns(empty)} no value in any row and {(empty.Length == 1 ? "is" : "are")} left out.");
        }

        foreach (var group in surprises.GroupBy(static surprise => surprise.Look))
        {
            ColumnSurprise first = group.First();
            string taken = group.Count() == 1 ? "was read as a column" : "were read as columns";
            findings.Add(
                $"{Columns([.. group.Select(static surprise => surprise.Column)])} values that {group.Key}, such as '{first.Example}', "
                + $"and {taken} of categories. If they are {first.Meant}, make the dataset with {first.Remedy}.");
        }

        return FixedList.Of(findings);
    }

    private static string Columns(string[] names)
    {
        const int shown = 5;
        string list = string.Join(", ", names.Take(shown).Select(static name => $"'{name}'"));
        return names.Length == 1 ? $"Column {list} has"
            : names.Length <= shown ? $"{names.Length} columns ({list}) have"
            : $"{names.Length} columns ({list} and {names.Length - shown} more) have";
    }
}
