namespace PSBackprop.Data;

/// <summary>Which columns of a source become a dataset.</summary>
/// <param name="Feature">The columns to learn from.</param>
/// <param name="Target">The columns to learn.</param>
internal sealed record DatasetSelection(IReadOnlyList<string> Feature, IReadOnlyList<string> Target)
{
    /// <summary>All columns that are needed, each once.</summary>
    public IEnumerable<string> Columns => Feature.Concat(Target).Distinct();

    /// <summary>The names of a source's columns, none of which is there twice.</summary>
    /// <exception cref="BackpropException">Two names differ in case at most.</exception>
    public static IReadOnlyList<string> RequireUnique(string source, IReadOnlyList<string> names)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return names.FirstOrDefault(name => !seen.Add(name)) is { } twice ? throw Errors.ColumnTwice(source, twice) : names;
    }
}
