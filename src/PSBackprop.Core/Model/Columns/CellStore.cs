namespace PSBackprop;

/// <summary>Where values of columns are put while they are collected, if they need not fit the memory.</summary>
internal abstract class CellStore
{
    /// <summary>The rows of a block.</summary>
    public const int BlockRows = 1024;

    /// <summary>Room for the values of a column.</summary>
    public abstract Values<T> Create<T>();

    /// <summary>The values of a column, block after block.</summary>
    internal abstract class Values<T>
    {
        /// <summary>The number of blocks.</summary>
        public abstract int Blocks { get; }

        /// <summary>Adds a block; all but the last have <see cref="BlockRows"/> values.</summary>
        /// <exception cref="BackpropException">There is no room.</exception>
        public abstract void Add(T[] block);

        /// <summary>The values of a block; of any number of threads at once.</summary>
        public abstract T[] Read(int block);
    }
}
