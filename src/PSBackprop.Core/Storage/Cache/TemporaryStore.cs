using System.Buffers;

namespace PSBackprop.Storage.Cache;

/// <summary>Values of columns in a file beside the cache that is made of them; it is gone when this is closed.</summary>
/// <param name="path">The full path of the cache.</param>
internal sealed class TemporaryStore(string path) : CellStore, IDisposable
{
    private readonly FileStream _file = AtomicFile.OpenTemporary(path);
    private readonly ArrayBufferWriter<byte> _slice = new();
    private long _end;

    public override Values<T> Create<T>() => new TemporaryValues<T>(this);

    public void Dispose() => _file.Dispose();

    // Of one thread: rows come one after another.
    private Slice Append<T>(T[] block)
    {
        _slice.ResetWrittenCount();
        CellFormat.Of<T>().Write(block, _slice);
        var slice = new Slice(_end, _slice.WrittenCount, Hash: 0);
        try
        {
            RandomAccess.Write(_file.SafeFileHandle, _slice.WrittenSpan, _end);
        }
        catch (IOException exception)
        {
            throw Errors.FileNotWritable(path, exception);
        }
        catch (ArgumentOutOfRangeException exception) when (AtomicFile.IsTooLarge(exception))
        {
            throw Errors.FileNotWritable(path, AtomicFile.TooLarge(exception));
        }

        _end += slice.Length;
        return slice;
    }

    private sealed class TemporaryValues<T>(TemporaryStore store) : Values<T>
    {
        private readonly TemporarySlices _slices = new(store);

        public override int Blocks => _slices.Blocks;

        public override void Add(T[] block) => _slices.Add(store.Append(block), block.Length);

        public override T[] Read(int block) => CellFormat.Of<T>().Read(_slices, block);
    }

    private sealed class TemporarySlices(TemporaryStore store) : SliceSource
    {
        private readonly List<Slice> _slices = [];
        private int _rows;

        public int Blocks => _slices.Count;

        public override int Rows => _rows;

        public void Add(Slice slice, int rows)
        {
            _slices.Add(slice);
            _rows += rows;
        }

        public override int LengthOf(int block) => _slices[block].Length;

        public override void Read(int block, Span<byte> bytes)
        {
            for (int done = 0; done < bytes.Length;)
            {
                int read = RandomAccess.Read(store._file.SafeFileHandle, bytes[done..], _slices[block].Offset + done);
                done += read > 0 ? read : throw Fault(block);
            }
        }

        public override BackpropException Fault(int block) => Errors.CacheDamaged(path: store._file.Name);
    }
}
