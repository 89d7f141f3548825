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

    /// <summary>Marks the rows that have no value.</summary>
    public abstract void MarkMissing(bool[] rows);

    /// <summary>Takes rows out, and what only they had; none of the rows that stay is missing.</summary>
    public abstract void Remove(bool[] rows);

    /// <summary>The same values as names, where a text shows that they are: digits that begin with a zero. Null if they are none.</summary>
    public virtual ColumnValues? AsNames(ReadOnlySpan<char> text) => null;

    public abstract DataColumn Build();

    /// <summary>What in the column may not be what the user thinks; null if nothing was noticed.</summary>
    public virtual ColumnSurprise? Surprise() => null;
}

/// <summary>Values that have one element each, in memory or where they are put as they come.</summary>
/// <param name="store">Where values are put that need not fit the memory; null to keep them in it.</param>
/// <param name="missing">What stands for a missing one.</param>
internal abstract class ColumnValues<T>(CellStore? store, T missing) : ColumnValues
{
    private CellStore.Values<T>? _stored = store?.Create<T>();

    // All items, or those that have come since the last whole block was stored.
    private T[] _items = [];
    private int _kept;

    public override bool IsEmpty => All().All(item => EqualityComparer<T>.Default.Equals(item, missing));

    public override void Reserve(int rows)
    {
        if (rows > _items.Length && _stored is null)
        {
            Array.Resize(ref _items, rows);
        }
    }

    public override void AddMissing() => Push(missing);

    public override void MarkMissing(bool[] rows)
    {
        int row = 0;
        foreach (T item in All())
        {
            rows[row++] |= EqualityComparer<T>.Default.Equals(item, missing);
        }
    }

    public override void Remove(bool[] rows)
    {
        int row = 0;
        Rewrite(All().Where(_ => !rows[row++]));
    }

    /// <summary>All items in their order.</summary>
    private protected IEnumerable<T> All()
    {
        for (int block = 0; block < (_stored?.Blocks ?? 0); block++)
        {
            foreach (T item in _stored!.Read(block))
            {
                yield return item;
            }
        }

        for (int i = 0; i < _kept; i++)
        {
            yield return _items[i];
        }
    }

    /// <summary>Takes other items in the place of these, no more of them; they may be made of these, one by one.</summary>
    private protected void Rewrite(IEnumerable<T> items)
    {
        CellStore.Values<T>? rewritten = store?.Create<T>();
        T[] target = rewritten is null ? _items : new T[_items.Length];
        int kept = 0;
        Count = 0;
        foreach (T item in items)
        {
            if (rewritten is not null && kept == target.Length)
            {
                rewritten.Add(target);
                kept = 0;
            }

            target[kept++] = item;
            Count++;
        }

        (_stored, _items, _kept) = (rewritten, target, kept);
    }

    private protected void Push(T item)
    {
        if (_kept == _items.Length)
        {
            MakeRoom();
        }

        _items[_kept++] = item;
        Count++;
    }

    /// <summary>The items as a column keeps them: the last use of this.</summary>
    private protected Cells<T> Take()
    {
        Array.Resize(ref _items, _kept);
        if (_stored is null)
        {
            return new MemoryCells<T>(_items);
        }

        if (_kept > 0)
        {
            _stored.Add(_items);
        }

        return new StoredCells<T>(Count, CellStore.BlockRows, _stored.Read);
    }

    private void MakeRoom()
    {
        if (_stored is null)
        {
            Array.Resize(ref _items, Math.Max(16, (int)Math.Min(Count + ((long)Count / 2), Array.MaxLength)));
        }
        else if (_kept == 0)
        {
            _items = new T[CellStore.BlockRows];
        }
        else
        {
            _stored.Add(_items);
            _kept = 0;
        }
    }
}
