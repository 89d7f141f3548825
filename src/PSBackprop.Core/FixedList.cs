using System.Collections.ObjectModel;

namespace PSBackprop;

/// <summary>Makes lists that users see.</summary>
internal static class FixedList
{
    public static IReadOnlyList<T> Of<T>(IEnumerable<T> items) => new FixedList<T>([.. items]);
}

/// <summary>
/// A list that users see: it cannot be changed, unlike what a collection expression makes it has an indexer that PowerShell finds,
/// and as a text, in a CSV file for instance, it is its elements.
/// </summary>
internal sealed class FixedList<T>(T[] items) : ReadOnlyCollection<T>(items)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", this);
}
