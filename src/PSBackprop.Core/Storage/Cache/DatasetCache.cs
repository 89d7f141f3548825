using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

using PSBackprop.Data;

namespace PSBackprop.Storage.Cache;

/// <summary>
/// Datasets in files: typed columns in blocks of rows, read where they are needed, so that a dataset may be larger than the
/// memory.
/// </summary>
/// <remarks>
/// A head, then block after block and in each column after column its values, then an index of these slices with a hash of
/// each, in JSON a description of the columns and notes of where they are from, and a tail that says where all that is and has a hash of it.
/// All numbers are little-endian.
/// Files are read and not mapped: what another program makes shorter while it is mapped ends the process, and the pages
/// count as the process's memory.
/// </remarks>
internal static class DatasetCache
{
    /// <summary>How the names of its files end.</summary>
    public const string Extension = ".psbd";

    /// <summary>The rows of a block.</summary>
    public const int BlockRows = SampleOrder.BlockRows;

    private const int Version = 1;
    private const int TailSize = (4 * sizeof(long)) + SHA256.HashSizeInBytes + sizeof(long);

    private static ReadOnlySpan<byte> Mark => "PSBDATA\n"u8;

    /// <summary>Writes a dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="origin">The file that it was read from; null for none.</param>
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="progress">Told of the rows written so far; may be null.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>A hash of the dataset: the same for the same rows and columns, wherever they are from.</returns>
    /// <exception cref="BackpropException">It is a part of time series, which their other rows belong to.</exception>
    public static string Write(Dataset dataset, CacheOrigin? origin, Stream stream, Action<int>? progress, CancellationToken cancellationToken)
    {
        DatasetDescription.RequireWhole(dataset);
        byte[] head = [.. Mark, Version, 0, 0, 0, 0, 0, 0, 0];
        stream.Write(head);
        long offset = head.Length;
        DataColumn[] columns = [.. dataset.Columns];
        var index = new SliceIndex(columns.Sum(static column => column.Cells.Count));
        var slice = new ArrayBufferWriter<byte>();
        for (int first = 0; first < dataset.Count; first += BlockRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Invoke(first);
            foreach (Cells cells in columns.SelectMany(static column => column.Cells))
            {
                slice.ResetWrittenCount();
                CellFormat.Of(cells).Write(cells.Load(first, Math.Min(BlockRows, dataset.Count - first)), slice);
                stream.Write(slice.WrittenSpan);
                index.Add(new Slice(offset, slice.WrittenCount, DataSummary.Hash(slice.WrittenSpan)));
                offset += slice.WrittenCount;
            }
        }

        byte[] slices = index.ToArray();
        byte[] description = DatasetDescription.Write(dataset);
        byte[] notes = DatasetNotes.Write(dataset, origin);
        byte[] tail = new byte[TailSize];
        BinaryPrimitives.WriteInt64LittleEndian(tail, offset);
        BinaryPrimitives.WriteInt64LittleEndian(tail.AsSpan(sizeof(long)), slices.Length);
        BinaryPrimitives.WriteInt64LittleEndian(tail.AsSpan(2 * sizeof(long)), description.Length);
        BinaryPrimitives.WriteInt64LittleEndian(tail.AsSpan(3 * sizeof(long)), notes.Length);
        Hash(head, slices, description, notes).CopyTo(tail, 4 * sizeof(long));
        Mark.CopyTo(tail.AsSpan(TailSize - Mark.Length));
        foreach (byte[] part in (byte[][])[slices, description, notes, tail])
        {
            stream.Write(part);
        }

        return Convert.ToHexString(Hash(slices, description));
    }

    /// <summary>The hash that <see cref="Write"/> gives.</summary>
    /// <exception cref="BackpropException">The dataset is a part of time series.</exception>
    public static string HashOf(Dataset dataset) => Write(dataset, origin: null, Stream.Null, progress: null, CancellationToken.None);

    /// <summary>The file that a cache was made of; null for none.</summary>
    /// <param name="path">The full path of the cache.</param>
    /// <exception cref="BackpropException">The cache cannot be read, is none of these, of a newer version, or damaged.</exception>
    public static CacheOrigin? OriginOf(string path)
    {
        using FileStream file = OpenFile(path);
        return DatasetNotes.Origin(ReadEnd(file, path).Notes, path);
    }

    /// <summary>Opens a dataset: its values stay in the file, which has to stay as it is as long as the dataset is in use.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="hash">The hash that <see cref="Write"/> gave.</param>
    /// <exception cref="BackpropException">The file cannot be read, is none of these, of a newer version, or damaged.</exception>
    public static Dataset Open(string path, out string hash)
    {
        FileStream file = OpenFile(path);
        try
        {
            FileEnd end = ReadEnd(file, path);
            hash = Convert.ToHexString(Hash(end.Slices, end.Description));
            return DatasetDescription.Read(end.Description, DatasetNotes.Read(end.Notes, path), path, (parts, rows) =>
            {
                int blocks = (int)(((long)rows + BlockRows - 1) / BlockRows);
                SliceIndex index = SliceIndex.Read(end.Slices, parts, blocks, end.Start) ?? throw Errors.CacheDamaged(path);
                return part => new FileSlices(file, path, index, part, rows);
            });
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return ReadableFile.Open(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Errors.FileNotReadable(path, exception);
        }
    }

    private static FileEnd ReadEnd(FileStream file, string path)
    {
        try
        {
            byte[] head = new byte[Mark.Length + sizeof(long)];
            if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.AsSpan().StartsWith(Mark))
            {
                throw Errors.CacheNotOurs(path);
            }

            if (head[Mark.Length] != Version)
            {
                throw Errors.CacheNewer(path, head[Mark.Length], Version);
            }

            byte[] tail = new byte[TailSize];
            long rest = file.Length - tail.Length;
            if (rest < head.Length)
            {
                throw Errors.CacheDamaged(path);
            }

            file.Position = rest;
            file.ReadExactly(tail);
            long start = BinaryPrimitives.ReadInt64LittleEndian(tail);
            byte[][] parts = new byte[3][];
            file.Position = start >= head.Length && start <= rest ? start : throw Errors.CacheDamaged(path);
            for (int i = 0; i < parts.Length; i++)
            {
                long length = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan((i + 1) * sizeof(long)));
                parts[i] = length >= 0 && length <= rest - file.Position && length <= Array.MaxLength ? new byte[length] : throw Errors.CacheDamaged(path);
                file.ReadExactly(parts[i]);
            }

            byte[] hash = Hash(head, parts[0], parts[1], parts[2]);
            return file.Position == rest && tail.AsSpan().EndsWith(Mark) && hash.AsSpan().SequenceEqual(tail.AsSpan(4 * sizeof(long), hash.Length))
                ? new FileEnd(start, parts[0], parts[1], parts[2])
                : throw Errors.CacheDamaged(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Errors.FileNotReadable(path, exception);
        }
    }

    private static byte[] Hash(params byte[][] parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] part in parts)
        {
            hash.AppendData(part);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>What is behind the slices of a file.</summary>
    /// <param name="Start">Where it begins.</param>
    /// <param name="Slices">The index.</param>
    /// <param name="Description">The columns.</param>
    /// <param name="Notes">Where they are from.</param>
    private sealed record FileEnd(long Start, byte[] Slices, byte[] Description, byte[] Notes);

    /// <summary>The slices of a part of the columns in a file.</summary>
    private sealed class FileSlices(FileStream file, string path, SliceIndex index, int part, int rows) : SliceSource
    {
        public override int Rows => rows;

        public override int LengthOf(int block) => index[block, part].Length;

        public override void Read(int block, Span<byte> bytes)
        {
            Slice slice = index[block, part];
            try
            {
                for (int done = 0; done < bytes.Length;)
                {
                    int read = RandomAccess.Read(file.SafeFileHandle, bytes[done..], slice.Offset + done);
                    done += read > 0 ? read : throw Fault(block);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw Errors.FileNotReadable(path, exception);
            }

            if (DataSummary.Hash(bytes) != slice.Hash)
            {
                throw Fault(block);
            }
        }

        public override BackpropException Fault(int block) => Errors.CacheChanged(path, (block * BlockRows) + 1, (block * BlockRows) + RowsOf(block));
    }
}
