using System.Text;

using Sylvan.Data.Csv;

namespace PSBackprop.Data.Csv;

/// <summary>Reads CSV files straight into typed columns; files that end in .gz are decompressed on the way.</summary>
internal static class CsvDatasetReader
{
    private const int TextBuffer = 1 << 16;
    private const int LongestRecord = 1 << 24;

    // How often the number of rows is estimated anew, progress told and a stop seen.
    private const int RowsPerLook = 4096;

    /// <summary>The column names in a file's first line.</summary>
    public static IReadOnlyList<string> ReadHeader(string path, char delimiter)
    {
        using FileStream file = ReadableFile.Open(path);
        using ColumnGuard text = Text(file, path, delimiter);
        using CsvDataReader csv = Csv(text, delimiter);
        return csv.Read() ? Header(csv, path) : throw Errors.EmptyFile(path);
    }

    /// <exception cref="BackpropException">The file cannot be read, or is not what it should be.</exception>
    public static Dataset Read(string path, CsvOptions options, CancellationToken cancellationToken)
    {
        try
        {
            using FileStream file = ReadableFile.Open(path);
            using ColumnGuard text = Text(file, path, options.Delimiter);
            using CsvDataReader csv = Csv(text, options.Delimiter);
            return Read(csv, file, path, options, cancellationToken);
        }
        catch (CsvFormatException exception)
        {
            throw Errors.CsvFormat(path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or DecoderFallbackException)
        {
            throw Errors.FileNotReadable(path, exception);
        }
        catch (OutOfMemoryException exception)
        {
            throw Errors.DataTooLarge(path, exception);
        }
    }

    private static ColumnGuard Text(FileStream file, string path, char delimiter) =>
        new(new StreamReader(ReadableFile.Content(file, path), Encoding.UTF8, detectEncodingFromByteOrderMarks: true, TextBuffer), delimiter, path);

    private static CsvDataReader Csv(TextReader text, char delimiter) => CsvDataReader.Create(text, new CsvDataReaderOptions
    {
        Delimiter = delimiter,
        HasHeaders = false,
        BufferSize = TextBuffer,
        MaxBufferSize = LongestRecord,
    });

    private static IReadOnlyList<string> Header(CsvDataReader csv, string path)
    {
        string[] header = [.. Enumerable.Range(0, csv.RowFieldCount).Select(csv.GetString)];
        int unnamed = Array.FindIndex(header, string.IsNullOrWhiteSpace);
        if (unnamed >= 0)
        {
            throw header.Length == 1 ? Errors.EmptyFile(path) : Errors.ColumnUnnamed(path, unnamed + 1);
        }

        return DatasetSelection.RequireUnique(path, header);
    }

    private static Dataset Read(CsvDataReader csv, FileStream file, string path, CsvOptions options, CancellationToken cancellationToken)
    {
        if (!csv.Read())
        {
            throw Errors.EmptyFile(path);
        }

        IReadOnlyList<string> header = options.Header is { } given ? DatasetSelection.RequireUnique(path, given) : Header(csv, path);
        DatasetSelection selection = options.Select(header);
        var builder = new DatasetBuilder(selection, options.Kind, options.Missing);
        Dictionary<string, int> places = header.Select(static (name, place) => (name, place)).ToDictionary(static pair => pair.name, static pair => pair.place);
        int[] ordinals = [.. builder.Columns.Select(column => places[column.Name])];
        bool more = options.Header is not null || csv.Read();
        int row = 1;
        for (; more; more = csv.Read(), row++)
        {
            // A blank line is no row; of a file with one column it could be a missing value, which says as little.
            if (csv.RowFieldCount == 1 && csv.GetFieldSpan(0).IsWhiteSpace())
            {
                continue;
            }

            if (csv.RowFieldCount != header.Count)
            {
                throw Errors.RaggedLine(path, row, header.Count, csv.RowFieldCount);
            }

            for (int i = 0; i < ordinals.Length; i++)
            {
                ColumnBuilder column = builder.Columns[i];
                builder.Note(column, column.AddText(csv.GetFieldSpan(ordinals[i])));
            }

            builder.EndRow();
            if (row % RowsPerLook == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Look(file, path, row, builder, options);
            }
        }

        return builder.Build(path, path);
    }

    // Room for as many rows as the file seems to have keeps columns from growing by copies.
    private static void Look(FileStream file, string path, int row, DatasetBuilder builder, CsvOptions options)
    {
        options.Progress?.Invoke(file.Position, file.Length, row);
        if (row == 4 * RowsPerLook && !ReadableFile.IsCompressed(path))
        {
            builder.Reserve((int)Math.Min(1.02 * row * file.Length / Math.Max(file.Position, 1), Array.MaxLength));
        }
    }
}
