namespace PSBackprop;

/// <summary>The values of a column, one for each row, in memory or in a file.</summary>
internal abstract class Cells
{
    /// <summary>The number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>Whether the values stay in a file and are read when they are asked for.</summary>
    public abstract bool AreStored { get; }

    /// <summary>Some of the rows, in the order given; those of values in a file stay there.</summary>
    /// <param name="rows">Their places; one may come more than once. The array is kept.</param>
    public abstract Cells Select(int[] rows);

    /// <summary>Consecutive rows, in memory.</summary>
    public abstract Cells Load(int first, int count);
}

/// <summary>Values of one type.</summary>
internal abstract class Cells<T> : Cells
{
    /// <summary>The value of a row. Of values in a file the rows around it are kept for the next that is asked for.</summary>
    public abstract T this[int row] { get; }

    /// <summary>All of them: those in memory themselves, which are not to be changed, those in a file as a copy that nothing keeps.</summary>
    public abstract T[] ToArray();

    /// <summary>The same values as something else.</summary>
    public abstract Cells<TOther> Convert<TOther>(Converter<T, TOther> converter);
}
