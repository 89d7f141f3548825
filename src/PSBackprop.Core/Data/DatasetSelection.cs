namespace PSBackprop.Data;

/// <summary>Which columns of a source become a dataset.</summary>
/// <param name="Feature">The columns to learn from.</param>
/// <param name="Target">The columns to learn.</param>
internal sealed record DatasetSelection(IReadOnlyList<string> Feature, IReadOnlyList<string> Target)
{
    /// <summary>All columns that are needed, each once.</summary>
    public IEnumerable<string> Columns => Feature.Concat(Target).Distinct();
}
