using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace PSBackprop.Rows;

/// <summary>What -Kind says: the kinds of columns by names or patterns.</summary>
internal sealed class ColumnKinds
{
    private readonly List<(string Pattern, ColumnKind Kind)> _kinds = [];
    private readonly string? _dateFormat;

    // So many of the kinds come from elsewhere, where it is asked for their columns.
    private readonly int _others;

    /// <param name="given">The kinds by names or patterns.</param>
    /// <param name="dateFormat">The .NET format of dates in texts; null for that of ISO 8601.</param>
    /// <param name="group">The column of names of time series; null for none.</param>
    /// <param name="numbers">The names or patterns of columns that are numbers, be they 0 and 1; null for none.</param>
    /// <exception cref="BackpropException">A kind is unknown, or the format is none.</exception>
    public ColumnKinds(IDictionary? given, string? dateFormat, string? group = null, string[]? numbers = null)
    {
        _kinds.AddRange(group is null ? [] : [(group, ColumnFamily.OfNames.Kind)]);
        _kinds.AddRange((numbers ?? []).Select(static name => (name, ColumnFamily.OfNumbers.Kind)));
        _others = _kinds.Count;
        _dateFormat = dateFormat is null || DateNotation.IsFormat(dateFormat) ? dateFormat : throw Errors.DateFormatNotUnderstood(dateFormat);
        foreach (DictionaryEntry entry in given ?? new Hashtable())
        {
            if (!LanguagePrimitives.TryConvertTo(entry.Value, CultureInfo.InvariantCulture, out ColumnKind kind))
            {
                throw Errors.ColumnKindUnknown(entry.Key.ToString()!, entry.Value, Enum.GetNames<ColumnKind>());
            }

            _kinds.Add((entry.Key.ToString()!, kind));
        }
    }

    /// <summary>Whether a user has given the kinds, who is told where one is for no column.</summary>
    public bool AreGiven { get; init; } = true;

    /// <summary>A network's columns, which know their formats of dates; empty where the kinds are given by a user.</summary>
    private IReadOnlyList<NetworkColumn> Known { get; init; } = [];

    /// <summary>The kinds that a network takes in its columns, so that rows for it are read as it needs them.</summary>
    /// <param name="columns">The network's columns.</param>
    /// <param name="dateFormat">The .NET format of dates in texts; null for that of the network's columns.</param>
    public static ColumnKinds Of(NetworkColumns columns, string? dateFormat) =>
        new(
            columns.Input
                .Concat(columns.Output)
                .DistinctBy(static column => column.Name)
                .ToDictionary(static column => column.Name, static column => (object)column.Kind),
            dateFormat)
        {
            Known = columns.Input,
            AreGiven = false,
        };

    /// <summary>The .NET format of a column's dates in texts; null for that of ISO 8601.</summary>
    public string? DateFormatOf(string column) => _dateFormat
        ?? Known.FirstOrDefault(known => known.Name.Equals(column, StringComparison.OrdinalIgnoreCase))?.DateFormat;

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
        foreach (var (pattern, _) in AreGiven ? _kinds.Skip(_others) : [])
        {
            _ = ColumnNames.Matching("-Kind", [pattern], present).Count();
        }
    }
}
