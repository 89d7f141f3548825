namespace PSBackprop;

/// <summary>Lists that users see: they cannot be changed, and unlike what a collection expression makes they have an indexer that PowerShell finds.</summary>
internal static class FixedList
{
    public static IReadOnlyList<T> Of<T>(IEnumerable<T> items) => Array.AsReadOnly(items.ToArray());
}
