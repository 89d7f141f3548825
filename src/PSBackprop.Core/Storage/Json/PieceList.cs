namespace PSBackprop.Storage.Json;

/// <summary>Values of unknown count, kept in pieces so that growing copies nothing.</summary>
internal sealed class PieceList<T>
    where T : unmanaged
{
    private const int FirstLength = 64;
    private const int PieceBits = 16;
    private const int PieceLength = 1 << PieceBits;

    private readonly List<T[]> _pieces = [];

    public int Count { get; private set; }

    public ref T this[int index] => ref _pieces[index >> PieceBits][index & (PieceLength - 1)];

    public void Add(T value)
    {
        int place = Count & (PieceLength - 1);
        if (_pieces.Count <= Count >> PieceBits || place == _pieces[^1].Length)
        {
            Grow();
        }

        _pieces[^1][place] = value;
        Count = checked(Count + 1);
    }

    public void AddRange(ReadOnlySpan<T> values)
    {
        foreach (T value in values)
        {
            Add(value);
        }
    }

    /// <summary>The values from <paramref name="first"/> on, in an array of their own.</summary>
    public T[] ToArray(int first, int count)
    {
        var values = new T[count];
        for (int done = 0; done < count;)
        {
            int place = (first + done) & (PieceLength - 1);
            int length = Math.Min(PieceLength - place, count - done);
            _pieces[(first + done) >> PieceBits].AsSpan(place, length).CopyTo(values.AsSpan(done));
            done += length;
        }

        return values;
    }

    /// <summary>Forgets all values but the first <paramref name="count"/>.</summary>
    public void Truncate(int count)
    {
        Count = count;
        int pieces = (count + PieceLength - 1) >> PieceBits;
        _pieces.RemoveRange(pieces, _pieces.Count - pieces);
    }

    // The first piece grows as it fills, so that a short list costs little; the others have their full length.
    private void Grow()
    {
        if (_pieces is [{ Length: < PieceLength } first])
        {
            Array.Resize(ref first, first.Length * 2);
            _pieces[0] = first;
            return;
        }

        _pieces.Add(new T[_pieces.Count == 0 ? FirstLength : PieceLength]);
    }
}
