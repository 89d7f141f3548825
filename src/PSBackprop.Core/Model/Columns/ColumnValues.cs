namespace PSBackprop;

/// <summary>The values of a column of one kind while they are collected.</summary>
internal abstract class ColumnValues
{
    /// <summary>The number of rows.</summary>
    public int Count { get; private protected set; }

    /// <summary>Whether no row has a value.</summary>
    public abstract bool IsEmpty { get; }

    /// <summary>Makes room for this many rows in all.</summary>
    public abstract void Reserve(int rows);

    /// <summary>Adds a text that is a value of the column as it stands.</summary>
    /// <returns>False for a text that is none, or is missing.</returns>
    public abstract bool TryAdd(ReadOnlySpan<char> text);

    /// <summary>Adds a text that is not missing and that <see cref="TryAdd(ReadOnlySpan{char})"/> has not taken.</summary>
    /// <exception cref="BackpropException">It does not belong into the column.</exception>
    public abstract void AddOther(ReadOnlySpan<char> text, RowPlace place);

    /// <summary>Adds a number as it is.</summary>
    /// <returns>False for NaN, and where numbers are read as their texts.</returns>
    /// <exception cref="BackpropException">It is infinite, and the column holds numbers.</exception>
    public virtual bool TryAdd(double number, RowPlace place) => false;

    /// <summary>Adds a date as it is.</summary>
    /// <param name="time">The date, by its own clock.</param>
    /// <param name="offset">The clock's offset from UTC; null where it is not known.</param>
    /// <returns>False where dates are read as their texts.</returns>
    public virtual bool TryAdd(DateTime time, TimeSpan? offset) => false;

    /// <summary>Adds nothing where a value should be.</summary>
    public abstract void AddMissing();

    public abstract bool IsMissing(int row);

    /// <summary>Takes rows out, and what only they had; none of the rows that stay is missing.</summary>
    public abstract void Remove(bool[] rows);

    /// <summary>The same values as names, where a text shows that they are: digits that begin with a zero. Null if they are none.</summary>
    public virtual ColumnValues? AsNames(ReadOnlySpan<char> text) => null;

    public abstract DataColumn Build();

    /// <summary>What in the column may not be what the user thinks; null if nothing was noticed.</summary>
    public virtual ColumnSurprise? Surprise() => null;
}

/// <summary>Values that have one element each.</summary>
/// <param name="missing">What stands for a missing one.</param>
internal abstract class ColumnValues<T>(T missing) : ColumnValues
{
    private T[] _items = [];

    public override bool IsEmpty
    {
        get
        {
            for (int row = 0; row < Count; row++)
            {
                if (!IsMissing(row))
                {
                    return false;
                }
            }

            return true;
        }
    }

    public override void Reserve(int rows)
    {
        if (rows > _items.Length)
        {
            Array.Resize(ref _items, rows);
        }
    }

    public override void AddMissing() => Push(missing);

    public override bool IsMissing(int row) => EqualityComparer<T>.Default.Equals(_items[row], missing);

    public override void Remove(bool[] rows)
    {
        int count = 0;
        for (int row = 0; row < Count; row++)
        {
            if (!rows[row])
            {
                _items[count++] = _items[row];
            }
        }

        Count = count;
    }

    private protected Span<T> Items => _items.AsSpan(0, Count);

    private protected void Push(T item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(16, (int)Math.Min(Count + ((long)Count / 2), Array.MaxLength)));
        }

        _items[Count++] = item;
    }

    /// <summary>The items in an array of their number, which is the caller's: the last use of this.</summary>
    private protected T[] Take()
    {
        Array.Resize(ref _items, Count);
        return _items;
    }
}
