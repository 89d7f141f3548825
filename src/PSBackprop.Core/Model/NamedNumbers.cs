using System.Globalization;

namespace PSBackprop;

/// <summary>Numbers by name; as a text, in a CSV file for instance, each name with its number.</summary>
internal sealed class NamedNumbers(int capacity) : Dictionary<string, double>(capacity)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(", ", this.Select(static pair => string.Create(CultureInfo.CurrentCulture, $"{pair.Key} {pair.Value:G6}")));
}
