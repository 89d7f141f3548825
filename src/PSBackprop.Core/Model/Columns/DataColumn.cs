namespace PSBackprop;

/// <summary>A named column of a dataset.</summary>
public abstract class DataColumn
{
    private int _firstRow;

    private protected DataColumn(string name)
    {
        Name = name;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>What the values are.</summary>
    public abstract ColumnKind Kind { get; }

    /// <summary>The number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>The categories in order of first appearance, or the words for no and yes; empty for numbers and dates.</summary>
    public virtual IReadOnlyList<string> Categories => [];

    /// <summary>The value of a row, counted from 0: a number, a Boolean, a date, a text or a member of an enum, as it came; null if it is missing.</summary>
    public abstract object? this[int row] { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Whether no row has a value.</summary>
    internal bool IsEmpty => Enumerable.Range(0, Count).All(IsMissing);

    /// <summary>Measures what networks are fitted to, where it takes a pass over the values and is kept.</summary>
    internal virtual void Measure()
    {
    }

    /// <summary>Whether some row has no value.</summary>
    internal virtual bool HasMissing => Enumerable.Range(0, Count).Any(IsMissing);

    /// <summary>Whether the value of a row is missing.</summary>
    internal abstract bool IsMissing(int row);

    /// <summary>What the column holds, one kind of value after the other.</summary>
    internal abstract IReadOnlyList<Cells> Cells { get; }

    /// <summary>Whether the values stay in a file.</summary>
    internal bool IsStored => Cells[0].AreStored;

    /// <summary>Some of the rows, in the order given.</summary>
    /// <param name="rows">Their places; one may come more than once.</param>
    /// <param name="name">What the column is called then; null for as it is.</param>
    internal DataColumn Select(int[] rows, string? name = null) => With([.. Cells.Select(cells => cells.Select(rows))], name ?? Name);

    /// <summary>Consecutive rows in memory, which are called by their numbers in the whole column.</summary>
    internal DataColumn Load(int first, int count)
    {
        DataColumn part = With([.. Cells.Select(cells => cells.Load(first, count))], Name);
        part._firstRow = _firstRow + first;
        return part;
    }

    /// <summary>What a row is called in messages: its number, from 1.</summary>
    internal int NumberOf(int row) => _firstRow + row + 1;

    /// <summary>A column of this kind with other rows.</summary>
    private protected abstract DataColumn With(IReadOnlyList<Cells> cells, string name);

    /// <summary>The same column with further rows.</summary>
    /// <param name="rows">A column of the same kind.</param>
    /// <exception cref="BackpropException">It is of another kind.</exception>
    internal virtual DataColumn Append(DataColumn rows) => throw Errors.ColumnKindDiffers(Name, Kind, rows.Kind);
}
