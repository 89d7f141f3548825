using System.Collections;
using System.Data;

using PSBackprop.Conversion;

namespace PSBackprop.Rows;

/// <summary>Takes apart what users give as rows: lists of rows, tables and views of them, and readers of query results.</summary>
internal static class RowSource
{
    /// <summary>Whether this is a table of rows rather than a row.</summary>
    public static bool IsTable(object? value) => PSObjects.Unwrap(value) is DataTable or DataView or DataRowCollection or IDataReader;

    /// <summary>The rows in what was given, one after another; a row alone is itself. Rows deleted from a table are not there.</summary>
    /// <exception cref="BackpropException">The source fails half-way.</exception>
    public static IEnumerable<object?> Rows(object? given, CancellationToken cancellationToken)
    {
        foreach (object? row in Expand(given))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (object? inner in IsTable(row) && row != PSObjects.Unwrap(given) ? Rows(row, cancellationToken) : [row])
            {
                if (PSObjects.Unwrap(inner) is not DataRow { RowState: DataRowState.Deleted })
                {
                    yield return inner;
                }
            }
        }
    }

    /// <summary>What can be gone through more than once: of a reader, whose rows are read once, copies of the rows.</summary>
    public static object Repeatable(object given, CancellationToken cancellationToken) =>
        PSObjects.Unwrap(given) is IDataReader reader
            ? Rows(reader, cancellationToken).Select(static (row, place) => RowReader.Copy(row!, place + 1)).ToArray()
            : given;

    private static IEnumerable<object?> Expand(object? given) => PSObjects.Unwrap(given) switch
    {
        DataTable table => table.Rows.Cast<object?>(),
        IDataReader reader => Read(reader),
        IEnumerable rows when !RowReader.HasNames(rows) && rows is not string => rows.Cast<object?>(),
        _ => [given],
    };

    // The reader stands for each of its rows in turn.
    private static IEnumerable<object?> Read(IDataReader reader)
    {
        for (int row = 1; Next(reader, row); row++)
        {
            yield return reader;
        }
    }

    private static bool Next(IDataReader reader, int row)
    {
        try
        {
            return reader.Read();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw Errors.RowNotReadable(row, exception);
        }
    }
}
