using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace PSBackprop.Storage.Cache;

/// <summary>How values of one type are kept in a file: consecutive rows in one piece, a slice.</summary>
internal abstract class CellFormat
{
    private static readonly CellFormat[] s_all =
    [
        new NumberFormat<double>("float64"),
        new NumberFormat<long>("int64"),
        new NumberFormat<int>("int32"),
        new NumberFormat<short>("int16"),
        new TextFormat(),
    ];

    /// <summary>What the type is called in the file.</summary>
    public abstract string Name { get; }

    /// <summary>The format of a column's values.</summary>
    public static CellFormat Of(Cells cells) => Array.Find(s_all, format => format.Holds(cells))!;

    /// <summary>The format of a name in a file; null if there is none.</summary>
    public static CellFormat? Find(string name) => Array.Find(s_all, format => format.Name == name);

    /// <summary>The format of values of any type that are texts, or hold no references.</summary>
    public static CellFormat<T> Of<T>() => (CellFormat<T>?)Array.Find(s_all, static format => format is CellFormat<T>) ?? new NumberFormat<T>(typeof(T).Name);

    /// <summary>Whether the values are of this type.</summary>
    public abstract bool Holds(Cells cells);

    /// <summary>Writes a slice.</summary>
    /// <param name="cells">The values, in memory.</param>
    /// <param name="target">Where to.</param>
    public abstract void Write(Cells cells, IBufferWriter<byte> target);

    /// <summary>The values of a file.</summary>
    public abstract Cells Open(SliceSource source);

    // Little-endian, as every processor that .NET runs on.
    private sealed class NumberFormat<T>(string name) : CellFormat<T>
    {
        public override string Name => name;

        public override void Write(T[] values, IBufferWriter<byte> target) => target.Write(Bytes(values));

        public override T[] Read(SliceSource source, int block)
        {
            var values = new T[source.RowsOf(block)];
            Span<byte> bytes = Bytes(values);
            if (source.LengthOf(block) != bytes.Length)
            {
                throw source.Fault(block);
            }

            source.Read(block, bytes);
            return values;
        }

        private static Span<byte> Bytes(T[] values) =>
            MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(values)), values.Length * Unsafe.SizeOf<T>());
    }

    // Where each text ends, as 32-bit numbers, and then the texts in UTF-8.
    private sealed class TextFormat : CellFormat<string>
    {
        public override string Name => "text";

        public override void Write(string[] values, IBufferWriter<byte> target)
        {
            long end = 0;
            foreach (string text in values)
            {
                end += Encoding.UTF8.GetByteCount(text);
                BinaryPrimitives.WriteInt32LittleEndian(target.GetSpan(sizeof(int)), checked((int)end));
                target.Advance(sizeof(int));
            }

            foreach (string text in values)
            {
                Encoding.UTF8.GetBytes(text, target);
            }
        }

        public override string[] Read(SliceSource source, int block)
        {
            byte[] bytes = new byte[source.LengthOf(block)];
            source.Read(block, bytes);
            string[] texts = new string[source.RowsOf(block)];
            int from = texts.Length * sizeof(int);
            int start = from;
            for (int i = 0; i < texts.Length; i++)
            {
                int length = from <= bytes.Length ? BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(i * sizeof(int))) : -1;
                int end = length <= bytes.Length - from ? from + length : -1;
                if (end < start)
                {
                    throw source.Fault(block);
                }

                texts[i] = Encoding.UTF8.GetString(bytes, start, end - start);
                start = end;
            }

            return start == bytes.Length ? texts : throw source.Fault(block);
        }
    }
}

/// <summary>How values of a type are kept.</summary>
internal abstract class CellFormat<T> : CellFormat
{
    /// <summary>Writes a slice.</summary>
    public abstract void Write(T[] values, IBufferWriter<byte> target);

    /// <summary>Reads the slice of a block.</summary>
    /// <exception cref="BackpropException">The file is no longer as it was written.</exception>
    public abstract T[] Read(SliceSource source, int block);

    /// <inheritdoc/>
    public override bool Holds(Cells cells) => cells is Cells<T>;

    /// <inheritdoc/>
    public override void Write(Cells cells, IBufferWriter<byte> target) => Write(((Cells<T>)cells).ToArray(), target);

    /// <inheritdoc/>
    public override Cells Open(SliceSource source) => new StoredCells<T>(source.Rows, DatasetCache.BlockRows, block => Read(source, block));
}
