using System.Numerics;

namespace PSBackprop.Numerics;

/// <summary>Rows of which only what is not zero is kept, row after row (compressed sparse rows).</summary>
/// <remarks>The places within a row rise.</remarks>
internal sealed class SparseMatrix<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private int[] _starts;
    private int[] _places;
    private T[] _values;

    /// <summary>An empty matrix.</summary>
    /// <param name="columns">The length of a row.</param>
    public SparseMatrix(int columns)
    {
        Columns = columns;
        _starts = [0];
        _places = [];
        _values = [];
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; private set; }

    /// <summary>The length of a row.</summary>
    public int Columns { get; }

    /// <summary>How many numbers are kept.</summary>
    public int Count => _starts[Rows];

    /// <summary>Where the numbers of a row stand in it, rising.</summary>
    public ReadOnlySpan<int> Places(int row) => _places.AsSpan(_starts[row].._starts[row + 1]);

    /// <summary>The numbers of a row.</summary>
    public ReadOnlySpan<T> Values(int row) => _values.AsSpan(_starts[row].._starts[row + 1]);

    /// <summary>All numbers, row after row.</summary>
    public ReadOnlySpan<T> AllValues => _values.AsSpan(0, Count);

    /// <summary>The number in a place.</summary>
    public T this[int row, int column]
    {
        get
        {
            int index = Places(row).BinarySearch(column);
            return index < 0 ? T.Zero : Values(row)[index];
        }
    }

    /// <summary>Takes out all rows; what they took stays for others.</summary>
    public void Clear() => Rows = 0;

    /// <summary>Adds a row.</summary>
    /// <param name="places">Where its numbers stand, rising.</param>
    /// <param name="values">The numbers.</param>
    /// <exception cref="OutOfMemoryException">One array cannot hold so many numbers.</exception>
    public void Add(ReadOnlySpan<int> places, ReadOnlySpan<T> values)
    {
        int start = _starts[Rows];
        Grow(ref _places, (long)start + places.Length);
        Grow(ref _values, (long)start + places.Length);
        Grow(ref _starts, Rows + 2L);
        places.CopyTo(_places.AsSpan(start));
        values.CopyTo(_values.AsSpan(start));
        _starts[++Rows] = start + places.Length;
    }

    /// <summary>Writes a row out, zeros included.</summary>
    /// <param name="row">The row.</param>
    /// <param name="destination">[columns].</param>
    public void Expand(int row, Span<T> destination)
    {
        destination.Clear();
        ReadOnlySpan<int> places = Places(row);
        ReadOnlySpan<T> values = Values(row);
        for (int i = 0; i < places.Length; i++)
        {
            destination[places[i]] = values[i];
        }
    }

    private static void Grow<TItem>(ref TItem[] items, long needed)
    {
        if (needed > items.Length)
        {
            Array.Resize(ref items, (int)Math.Max(needed, Math.Min(Array.MaxLength, items.Length + ((long)items.Length / 2) + 16)));
        }
    }
}
