namespace PSBackprop.Storage.Cache;

/// <summary>The slices of one kind of values of a column, of a block of rows each.</summary>
internal abstract class SliceSource
{
    /// <summary>The number of rows of all blocks.</summary>
    public abstract int Rows { get; }

    /// <summary>The length of a slice in bytes.</summary>
    public abstract int LengthOf(int block);

    /// <summary>Reads a slice; of any number of threads at once.</summary>
    /// <param name="block">The block.</param>
    /// <param name="bytes">Room for the slice.</param>
    /// <exception cref="BackpropException">The file is no longer as it was written.</exception>
    public abstract void Read(int block, Span<byte> bytes);

    /// <summary>What is thrown where a slice cannot be what it should be.</summary>
    public abstract BackpropException Fault(int block);

    /// <summary>The rows of a block.</summary>
    public int RowsOf(int block) => Math.Min(DatasetCache.BlockRows, Rows - (block * DatasetCache.BlockRows));
}
