using System.Text;

namespace PSBackprop.Data.Csv;

/// <summary>How a CSV file is read.</summary>
internal sealed class CsvOptions
{
    /// <summary>The column names of a file without a header; null to take the first line.</summary>
    public IReadOnlyList<string>? Header { get; init; }

    public char Delimiter { get; init; } = ',';

    /// <summary>The encoding of a file without a byte order mark; null for UTF-8.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>How numbers are written.</summary>
    public NumberNotation Notation { get; init; } = NumberNotation.Invariant;

    /// <summary>The .NET format of dates; null for that of ISO 8601.</summary>
    public string? DateFormat { get; init; }

    public IReadOnlyDictionary<string, ColumnKind> Kind { get; init; } = new Dictionary<string, ColumnKind>();

    public MissingPolicy Missing { get; init; }

    /// <summary>Where values are put that need not fit the memory; null to keep them in it.</summary>
    public CellStore? Store { get; init; }

    /// <summary>Chooses columns, given the header.</summary>
    public required Func<IReadOnlyList<string>, DatasetSelection> Select { get; init; }

    /// <summary>Told of the bytes read so far and of all, and the rows read.</summary>
    public Action<long, long, int>? Progress { get; init; }
}
