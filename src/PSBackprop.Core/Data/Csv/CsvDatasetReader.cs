using System.Text;

namespace PSBackprop.Data.Csv;

/// <summary>Reads CSV files straight into typed columns; files that end in .gz are decompressed on the way.</summary>
internal static class CsvDatasetReader
{
    // More than any table has that can be learned from; each column costs some hundred bytes before it has a row.
    private const int MostColumns = 100_000;

    // How often the number of rows is estimated anew, progress told and a stop seen.
    private const int RowsPerLook = 4096;

    /// <summary>The column names in a file's first line.</summary>
    public static IReadOnlyList<string> ReadHeader(string path, char delimiter)
    {
        using FileStream file = ReadableFile.Open(path);
        using StrictText text = Text(file, path, null);
        var records = new CsvRecords(text, delimiter, path, default);
        return records.Read() ? Header(records, path) : throw Errors.EmptyFile(path);
    }

    /// <exception cref="BackpropException">The file cannot be read, or is not what it should be.</exception>
    public static Dataset Read(string path, CsvOptions options, CancellationToken cancellationToken)
    {
        try
        {
            using FileStream file = ReadableFile.Open(path);
            using StrictText text = Text(file, path, options.Encoding);
            return Read(new CsvRecords(text, options.Delimiter, path, cancellationToken), file, path, options, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Errors.FileNotReadable(path, exception);
        }
        catch (OutOfMemoryException exception)
        {
            throw Errors.DataTooLarge(path, exception);
        }
    }

    private static StrictText Text(FileStream file, string path, Encoding? encoding)
    {
        var text = new StrictText(ReadableFile.Content(file, path), encoding);
        return text.LooksWide ? throw Errors.EncodingNotGiven(path) : text;
    }

    private static IReadOnlyList<string> Header(CsvRecords records, string path)
    {
        if (records.Count > MostColumns)
        {
            throw Errors.TooManyColumns(path, MostColumns);
        }

        string[] header = new string[records.Count];
        for (int i = 0; i < header.Length; i++)
        {
            header[i] = records[i].ToString();
        }

        int unnamed = Array.FindIndex(header, string.IsNullOrWhiteSpace);
        if (unnamed >= 0)
        {
            throw header.Length == 1 ? Errors.EmptyFile(path) : Errors.ColumnUnnamed(path, unnamed + 1);
        }

        return DatasetSelection.RequireUnique(path, header);
    }

    private static Dataset Read(CsvRecords records, FileStream file, string path, CsvOptions options, CancellationToken cancellationToken)
    {
        if (!records.Read())
        {
            throw Errors.EmptyFile(path);
        }

        IReadOnlyList<string> header = options.Header is { } given ? DatasetSelection.RequireUnique(path, given) : Header(records, path);
        DatasetSelection selection = options.Select(header);
        var builder = new DatasetBuilder(options.Missing, options.Notation, options.Store);
        var targets = selection.Target.ToHashSet();
        ColumnBuilder[] columns = [.. selection.Columns
            .Select(name => builder.Add(name, options.Kind.TryGetValue(name, out ColumnKind kind) ? kind : null, targets.Contains(name), options.DateFormat))];
        Dictionary<string, int> places = header.Select(static (name, place) => (name, place)).ToDictionary(static pair => pair.name, static pair => pair.place);
        int[] ordinals = [.. columns.Select(column => places[column.Name])];
        RowCursor cursor = builder.Cursor;
        for (bool more = options.Header is not null || records.Read(); more; more = records.Read())
        {
            // A blank line is no row; of a file with one column it could be a missing value, which says as little.
            if (records.IsBlank)
            {
                continue;
            }

            cursor.Row++;
            cursor.Line = records.Line;
            if (records.Count != header.Count)
            {
                throw Errors.RaggedLine(path, cursor.Place, header.Count, records.Count);
            }

            for (int i = 0; i < columns.Length; i++)
            {
                columns[i].AddText(records[ordinals[i]]);
            }

            if (cursor.Row % RowsPerLook == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Look(file, path, cursor.Row, builder, options);
            }
        }

        return builder.Build(path, path, selection);
    }

    // Room for as many rows as the file seems to have keeps columns from growing by copies.
    private static void Look(FileStream file, string path, int row, DatasetBuilder builder, CsvOptions options)
    {
        if (!file.CanSeek)
        {
            return;
        }

        options.Progress?.Invoke(file.Position, file.Length, row);
        if (row == 4 * RowsPerLook && !ReadableFile.IsCompressed(path))
        {
            builder.Reserve((int)Math.Min(1.02 * row * file.Length / Math.Max(file.Position, 1), Array.MaxLength));
        }
    }
}
