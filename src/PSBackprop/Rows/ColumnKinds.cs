using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace PSBackprop;

/// <summary>Reads -Kind, a hashtable from column names or patterns to kinds.</summary>
internal static class ColumnKinds
{
    /// <exception cref="BackpropException">A kind is unknown, or a name matches no column.</exception>
    public static Dictionary<string, ColumnKind> Of(IDictionary? given, IReadOnlyList<string> present)
    {
        var kinds = new Dictionary<string, ColumnKind>();
        foreach (DictionaryEntry entry in given ?? new Hashtable())
        {
            if (!LanguagePrimitives.TryConvertTo(entry.Value, CultureInfo.InvariantCulture, out ColumnKind kind))
            {
                throw Errors.ColumnKindUnknown(entry.Key.ToString()!, entry.Value, Enum.GetNames<ColumnKind>());
            }

            foreach (string name in ColumnNames.Matching("-Kind", [entry.Key.ToString()!], present))
            {
                kinds[name] = kind;
            }
        }

        return kinds;
    }
}
