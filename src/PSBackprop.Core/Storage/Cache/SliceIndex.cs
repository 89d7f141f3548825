using System.Buffers.Binary;

namespace PSBackprop.Storage.Cache;

/// <summary>Where each slice of a cache file is, and a hash of its bytes, against accident.</summary>
/// <param name="parts">The kinds of values that the columns have, together.</param>
internal sealed class SliceIndex(int parts)
{
    private const int EntrySize = sizeof(long) + sizeof(int) + sizeof(ulong);

    private readonly List<Slice> _slices = [];

    /// <summary>The number of slices.</summary>
    public int Count => _slices.Count;

    /// <summary>The slice of a part in a block of rows.</summary>
    public Slice this[int block, int part] => _slices[(block * parts) + part];

    /// <summary>Adds the slice of the next part of a block, or of the first part of the next block.</summary>
    public void Add(Slice slice) => _slices.Add(slice);

    public byte[] ToArray()
    {
        byte[] bytes = new byte[_slices.Count * EntrySize];
        Span<byte> rest = bytes;
        foreach (Slice slice in _slices)
        {
            BinaryPrimitives.WriteInt64LittleEndian(rest, slice.Offset);
            BinaryPrimitives.WriteInt32LittleEndian(rest[sizeof(long)..], slice.Length);
            BinaryPrimitives.WriteUInt64LittleEndian(rest[(sizeof(long) + sizeof(int))..], slice.Hash);
            rest = rest[EntrySize..];
        }

        return bytes;
    }

    /// <returns>Null if it is not the index of so many blocks in a file whose slices lie before an offset.</returns>
    public static SliceIndex? Read(ReadOnlySpan<byte> bytes, int parts, int blocks, long end)
    {
        if (bytes.Length != (long)parts * blocks * EntrySize)
        {
            return null;
        }

        var index = new SliceIndex(parts);
        for (; bytes.Length > 0; bytes = bytes[EntrySize..])
        {
            var slice = new Slice(
                BinaryPrimitives.ReadInt64LittleEndian(bytes),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[sizeof(long)..]),
                BinaryPrimitives.ReadUInt64LittleEndian(bytes[(sizeof(long) + sizeof(int))..]));
            if (slice.Offset < 0 || slice.Length < 0 || slice.Offset > end - slice.Length)
            {
                return null;
            }

            index.Add(slice);
        }

        return index;
    }
}

/// <summary>Values of some consecutive rows in a cache file.</summary>
/// <param name="Offset">Where they begin.</param>
/// <param name="Length">Their length in bytes.</param>
/// <param name="Hash">A hash of the bytes.</param>
internal readonly record struct Slice(long Offset, int Length, ulong Hash);
