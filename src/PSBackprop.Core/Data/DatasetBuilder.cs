namespace PSBackprop.Data;

/// <summary>
/// Collects a dataset row by row. The kinds of columns come from all rows, but what is derived from rows comes from those
/// that stay: with <see cref="MissingPolicy.Drop"/>, categories that only rows left out had are not there.
/// </summary>
/// <param name="missing">What happens to missing values.</param>
/// <param name="notation">How numbers are written in texts.</param>
/// <param name="store">Where values are put; null to keep them in memory.</param>
internal sealed class DatasetBuilder(MissingPolicy missing, NumberNotation notation, CellStore? store = null)
{
    private readonly List<ColumnBuilder> _columns = [];

    /// <summary>The row being read; whoever reads counts it on.</summary>
    public RowCursor Cursor { get; } = new();

    /// <summary>The columns in the order in which they were added.</summary>
    public IReadOnlyList<ColumnBuilder> Columns => _columns;

    /// <summary>Adds a column, without values in the rows before this one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">What its values are; null to leave it to them.</param>
    /// <param name="isTarget">Whether it is to be learned.</param>
    /// <param name="dateFormat">The .NET format of dates in texts; null for that of ISO 8601.</param>
    /// <exception cref="BackpropException">No file could keep the name.</exception>
    public ColumnBuilder Add(string name, ColumnKind? kind, bool isTarget, string? dateFormat)
    {
        if (!PrintableText.IsUnicode(name))
        {
            throw Errors.ColumnNameNotUnicode(name);
        }

        var column = new ColumnBuilder(name, kind, isTarget, missing, notation, dateFormat, Cursor, store);
        var (row, line) = (Cursor.Row, Cursor.Line);
        for (Cursor.Row = 1; Cursor.Row < row; Cursor.Row++)
        {
            column.AddMissing();
        }

        (Cursor.Row, Cursor.Line) = (row, line);
        _columns.Add(column);
        return column;
    }

    /// <summary>Makes room for this many rows in all.</summary>
    public void Reserve(int rows)
    {
        foreach (ColumnBuilder column in _columns)
        {
            column.Reserve(rows);
        }
    }

    /// <summary>The dataset.</summary>
    /// <param name="source">What the rows are from, for messages.</param>
    /// <param name="name">The dataset's name; null for none.</param>
    /// <param name="selection">The features and targets among the columns.</param>
    /// <exception cref="BackpropException">No row is left, or a target has no values.</exception>
    public Dataset Build(string source, string? name, DatasetSelection selection)
    {
        if (Cursor.Row == 0)
        {
            throw Errors.NoRows(source);
        }

        var columns = _columns.ToDictionary(static column => column.Name);
        string[] valueless = [.. selection.Columns.Where(column => columns[column].IsEmpty)];
        if (selection.Target.FirstOrDefault(column => Array.IndexOf(valueless, column) >= 0) is { } target)
        {
            throw Errors.TargetEmpty(target);
        }

        // One of a kind that was given may be missing throughout, as in a single row, where something stands for that.
        string[] empty = missing is MissingPolicy.Mean or MissingPolicy.Median
            ? Array.FindAll(valueless, column => columns[column].IsUndecided)
            : valueless;
        var left = selection.Feature.Except(empty).ToArray();
        if (left.Length == 0 && selection.Target.Count == 0)
        {
            throw Errors.NothingInRows(source);
        }

        ColumnBuilder[] kept = [.. left.Concat(selection.Target).Distinct().Select(column => columns[column])];
        if (missing == MissingPolicy.Drop)
        {
            Drop(kept, source);
        }

        var built = kept.ToDictionary(static column => column.Name, static column => column.Build());
        return new Dataset(name, [.. left.Select(feature => built[feature])], [.. selection.Target.Select(label => built[label])], missing)
        {
            Notation = notation,
            Empty = FixedList.Of(empty),
            Findings = DatasetFindings.Of(
                empty,
                [.. valueless.Except(empty)],
                [.. kept.Select(static column => column.Surprise()).OfType<ColumnSurprise>()],
                UnusedFormat(built.Values)),
        };
    }

    // That of dates, if none of the columns holds any.
    private string? UnusedFormat(IEnumerable<DataColumn> built) =>
        built.Any(static column => column.Kind == ColumnFamily.OfDates.Kind) ? null : _columns.Select(static column => column.DateFormat).FirstOrDefault();

    private static void Drop(ColumnBuilder[] columns, string source)
    {
        bool[] rows = new bool[columns[0].Count];
        foreach (ColumnBuilder column in columns)
        {
            column.MarkMissing(rows);
        }

        if (Array.TrueForAll(rows, static isMissing => isMissing))
        {
            throw Errors.AllRowsDropped(source, rows.Length);
        }

        foreach (ColumnBuilder column in rows.Contains(true) ? columns : [])
        {
            column.Remove(rows);
        }
    }
}
