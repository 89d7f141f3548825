using System.Management.Automation;

using PSBackprop.Data;

namespace PSBackprop.Rows;

/// <summary>Chooses columns by the names and wildcard patterns that users give.</summary>
internal static class ColumnNames
{
    /// <summary>The columns that patterns stand for; without features, all that are not targets.</summary>
    /// <exception cref="BackpropException">A pattern matches no column.</exception>
    public static DatasetSelection Select(IReadOnlyList<string> present, string[]? features, string[]? targets)
    {
        string[] target = [.. Matching("-Target", targets ?? [], present)];
        return new DatasetSelection(
            features is null
                ? [.. present.Except(target)]
                : [.. Matching("-Feature", features, present)
                    .Where(name => !target.Contains(name) || features.Contains(name, StringComparer.OrdinalIgnoreCase))],
            target);
    }

    /// <summary>Whether a name is the one given, or matches it as a pattern.</summary>
    public static bool IsMatch(string pattern, string name) =>
        name.Equals(pattern, StringComparison.OrdinalIgnoreCase) || Wildcard(pattern).IsMatch(name);

    /// <summary>The columns that patterns match, each once, in the order of the patterns.</summary>
    public static IEnumerable<string> Matching(string parameter, string[] patterns, IReadOnlyList<string> present) => patterns.SelectMany(pattern =>
    {
        // A name is taken as it is before it is taken for a pattern, as it may have brackets in it.
        string[] exact = [.. present.Where(name => name.Equals(pattern, StringComparison.OrdinalIgnoreCase))];
        string[] matches = exact.Length > 0 ? exact : [.. present.Where(Wildcard(pattern).IsMatch)];
        return matches.Length > 0 ? matches : throw Errors.ColumnPatternEmpty(parameter, pattern, present);
    }).Distinct();

    private static WildcardPattern Wildcard(string pattern) => new(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
}
