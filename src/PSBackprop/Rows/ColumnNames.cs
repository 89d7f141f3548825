using System.Management.Automation;

namespace PSBackprop.Rows;

/// <summary>Finds columns by the names and wildcard patterns that users give.</summary>
internal static class ColumnNames
{
    /// <summary>Whether a name is the one given, or matches it as a pattern.</summary>
    public static bool IsMatch(string pattern, string name) =>
        name.Equals(pattern, StringComparison.OrdinalIgnoreCase) || Wildcard(pattern).IsMatch(name);

    /// <summary>Whether a name is one of those given, or matches one as a pattern; none are given where there is null.</summary>
    public static bool IsAny(string[]? patterns, string name) => patterns is not null && Array.Exists(patterns, pattern => IsMatch(pattern, name));

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
