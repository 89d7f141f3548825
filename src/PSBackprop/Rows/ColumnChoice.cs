using PSBackprop.Data;

namespace PSBackprop.Rows;

/// <summary>Which columns of a source become a dataset, as users say it by names and wildcard patterns.</summary>
/// <param name="Feature">The columns to learn from; null for all that can be learned from.</param>
/// <param name="Target">The columns to learn; null for none. A column is both only if -Feature has its name.</param>
/// <param name="Exclude">The columns not to learn from; null for none. A pattern passes over targets.</param>
internal sealed record ColumnChoice(string[]? Feature, string[]? Target, string[]? Exclude)
{
    /// <summary>The parameter that has named a pattern of <see cref="Feature"/>, for messages.</summary>
    public Func<string, string> ParameterOf { get; init; } = static _ => "-Feature";

    /// <summary>Whether a column is to be learned.</summary>
    public bool IsTarget(string name) => ColumnNames.IsAny(Target, name);

    /// <summary>Whether a column must not be learned from.</summary>
    public bool IsExcluded(string name) => ColumnNames.IsAny(Exclude, name);

    /// <summary>Whether a column is to be learned from, if it is no target.</summary>
    public bool IsFeature(string name) => (Feature is null || ColumnNames.IsAny(Feature, name)) && !IsExcluded(name);

    /// <summary>The columns chosen.</summary>
    /// <param name="present">All columns.</param>
    /// <param name="usable">Those of them that are features if none are named.</param>
    /// <exception cref="BackpropException">A pattern matches no column, or no feature is left.</exception>
    public DatasetSelection Select(IReadOnlyList<string> present, IEnumerable<string> usable)
    {
        string[] target = [.. ColumnNames.Matching("-Target", Target ?? [], present)];
        string[] excluded = [.. ColumnNames.Matching("-Exclude", Exclude ?? [], present)];
        if (target.FirstOrDefault(name => Exclude?.Contains(name, StringComparer.OrdinalIgnoreCase) == true) is { } both)
        {
            throw Errors.TargetExcluded(both);
        }

        IEnumerable<string> chosen = Feature is null
            ? usable.Except(target)
            : Feature.SelectMany(pattern => ColumnNames.Matching(ParameterOf(pattern), [pattern], present))
                .Distinct()
                .Where(name => !target.Contains(name) || Feature.Contains(name, StringComparer.OrdinalIgnoreCase));
        string[] feature = [.. chosen.Except(excluded)];
        return feature.Length > 0 || excluded.Length == 0 ? new DatasetSelection(feature, target) : throw Errors.AllExcluded(Exclude!);
    }
}
