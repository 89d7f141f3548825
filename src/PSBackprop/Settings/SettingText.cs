using System.Collections;
using System.Globalization;
using System.Text;

using PSBackprop.Conversion;
using PSBackprop.Storage.Cache;

namespace PSBackprop.Settings;

/// <summary>Values of parameters as texts that are the same for the same values.</summary>
internal static class SettingText
{
    public static string Of(object? value) => PSObjects.Unwrap(value) switch
    {
        null => string.Empty,
        string text => text,
        Dataset dataset => DatasetCache.HashOf(dataset),
        Encoding encoding => encoding.WebName,
        IDictionary pairs => $"{{{string.Join(", ", pairs.Keys.Cast<object>().Select(key => $"{Of(key)} = {Of(pairs[key])}").Order(StringComparer.Ordinal))}}}",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Of))}]",
        var other => Convert.ToString(other, CultureInfo.InvariantCulture)!,
    };
}
