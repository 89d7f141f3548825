using System.Data;

using PSBackprop.Conversion;

namespace PSBackprop.Rows;

/// <summary>A row of a table, or the one that a reader of a query's result stands at: it has columns with types and nothing else.</summary>
internal readonly struct SchemaRow
{
    private readonly DataRow? _row;
    private readonly IDataRecord? _record;

    private SchemaRow(DataRow? row, IDataRecord? record) => (_row, _record) = (row, record);

    /// <summary>The number of columns.</summary>
    public int Count => _row?.Table.Columns.Count ?? _record!.FieldCount;

    /// <summary>The row in what is not wrapped; null if it is no such row.</summary>
    public static SchemaRow? Of(object? row) => row switch
    {
        DataRow table => new(table, null),
        DataRowView view => new(view.Row, null),
        IDataRecord record => new(null, record),
        _ => null,
    };

    /// <summary>The name of a column.</summary>
    public string Name(int place) => _row?.Table.Columns[place].ColumnName ?? _record!.GetName(place);

    /// <summary>The value in a column; DBNull where there is none.</summary>
    /// <param name="place">The column.</param>
    /// <param name="number">The row's number, for messages.</param>
    /// <exception cref="BackpropException">The source does not give it.</exception>
    public object? Value(int place, int number)
    {
        try
        {
            return PSObjects.Unwrap(_row is null ? _record!.GetValue(place) : _row[place]);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw Errors.RowNotReadable(number, exception);
        }
    }
}
