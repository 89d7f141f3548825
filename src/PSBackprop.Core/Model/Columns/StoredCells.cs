namespace PSBackprop;

/// <summary>
/// Values that stay in a file, block by block. Any number of threads may read them; what one of them has read last is kept
/// for all, so that rows in their order are read once a block.
/// </summary>
/// <param name="count">The number of rows in the file.</param>
/// <param name="blockRows">The rows of a block; the last may have fewer.</param>
/// <param name="read">Reads a block.</param>
/// <param name="rows">The places in the file of the rows that these are; null for all in their order.</param>
internal sealed class StoredCells<T>(int count, int blockRows, Func<int, T[]> read, int[]? rows = null) : Cells<T>
{
    private Block? _last;

    public override int Count => rows?.Length ?? count;

    public override bool AreStored => true;

    public override T this[int row]
    {
        get
        {
            int place = rows is null ? row : rows[row];
            return At(place / blockRows)[place % blockRows];
        }
    }

    /// <summary>The same values, each of which has to pass a check when it is read.</summary>
    /// <param name="isValid">Whether a value may be there.</param>
    /// <param name="fault">What is thrown where it may not, from its row and itself.</param>
    public StoredCells<T> Require(Predicate<T> isValid, Func<int, T, BackpropException> fault)
    {
        return new(count, blockRows, Checked, rows);

        T[] Checked(int block)
        {
            T[] values = read(block);
            int bad = Array.FindIndex(values, value => !isValid(value));
            return bad < 0 ? values : throw fault((block * blockRows) + bad + 1, values[bad]);
        }
    }

    public override T[] ToArray() => ((MemoryCells<T>)Load(0, Count)).ToArray();

    public override Cells<TOther> Convert<TOther>(Converter<T, TOther> converter) =>
        new StoredCells<TOther>(count, blockRows, block => Array.ConvertAll(read(block), converter), rows);

    public override Cells Select(int[] chosen) =>
        new StoredCells<T>(count, blockRows, read, rows is null ? chosen : Array.ConvertAll(chosen, row => rows[row]));

    public override Cells Load(int first, int length)
    {
        var values = new T[length];
        T[] block = [];
        int current = -1;
        for (int done = 0; done < length;)
        {
            int place = rows?[first + done] ?? first + done;
            if (place / blockRows != current)
            {
                current = place / blockRows;
                block = At(current);
            }

            int start = place % blockRows;
            int part = rows is null ? Math.Min(block.Length - start, length - done) : 1;
            block.AsSpan(start, part).CopyTo(values.AsSpan(done));
            done += part;
        }

        return new MemoryCells<T>(values);
    }

    private T[] At(int block)
    {
        Block? last = _last;
        if (last?.Place != block)
        {
            _last = last = new Block(block, read(block));
        }

        return last.Values;
    }

    private sealed record Block(int Place, T[] Values);
}
