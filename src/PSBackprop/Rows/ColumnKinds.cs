using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace PSBackprop.Rows;

/// <summary>What -Kind says: the kinds of columns by names or patterns.</summary>
internal sealed class ColumnKinds
{
    private readonly List<(string Pattern, ColumnKind Kind)> _kinds = [];

    /// <exception cref="BackpropException">A kind is unknown.</exception>
    public ColumnKinds(IDictionary? given)
    {
        foreach (DictionaryEntry entry in given ?? new Hashtable())
        {
            if (!LanguagePrimitives.TryConvertTo(entry.Value, CultureInfo.InvariantCulture, out ColumnKind kind))
            {
                throw Errors.ColumnKindUnknown(entry.Key.ToString()!, entry.Value, Enum.GetNames<ColumnKind>());
            }

            _kinds.Add((entry.Key.ToString()!, kind));
        }
    }

    /// <summary>The kinds that a network takes in its columns, so that rows for it are read as it needs them.</summary>
    public static ColumnKinds Of(NetworkColumns columns) =>
        new(
            columns.Input
                .Concat(columns.Output)
                .DistinctBy(static column => column.Name)
                .ToDictionary(static column => column.Name, static column => (object)column.Kind));

    /// <summary>The kind of a column; null where none is given. A name goes before a pattern.</summary>
    public ColumnKind? Of(string column)
    {
        foreach (var (pattern, kind) in _kinds.OrderByDescending(pair => pair.Pattern.Equals(column, StringComparison.OrdinalIgnoreCase)))
        {
            if (ColumnNames.IsMatch(pattern, column))
            {
                return kind;
            }
        }

        return null;
    }

    /// <exception cref="BackpropException">A name or pattern is that of no column.</exception>
    public void RequireColumns(IReadOnlyList<string> present)
    {
        foreach (var (pattern, _) in _kinds)
        {
            _ = ColumnNames.Matching("-Kind", [pattern], present).Count();
        }
    }
}
