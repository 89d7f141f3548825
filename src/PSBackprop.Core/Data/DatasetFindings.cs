namespace PSBackprop.Data;

/// <summary>Says what was noticed in the columns of a dataset that its user may not expect, and the remedy; one sentence for each kind of surprise.</summary>
internal static class DatasetFindings
{
    /// <param name="empty">The columns without a value, which are left out.</param>
    /// <param name="missing">The columns without a value, which are there.</param>
    /// <param name="surprises">The columns that may not be meant as they were taken.</param>
    /// <param name="unusedFormat">The format of dates that no column is written in; null for none.</param>
    public static IReadOnlyList<string> Of(string[] empty, string[] missing, ColumnSurprise[] surprises, string? unusedFormat)
    {
        List<string> findings = [];
        if (empty.Length > 0)
        {
            findings.Add($"{Columns(empty)} no value in any row and {(empty.Length == 1 ? "is" : "are")} left out.");
        }

        if (missing.Length > 0)
        {
            findings.Add($"{Columns(missing)} no value in any row. A network built from the data does without {(missing.Length == 1 ? "it" : "them")}.");
        }

        if (unusedFormat is not null)
        {
            findings.Add(
                $"No column has dates in the format {unusedFormat} as its first value. If one is meant to, make the dataset with -Kind @{{ name = 'Date' }}: "
                + "a value that is not in the format is named then.");
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
