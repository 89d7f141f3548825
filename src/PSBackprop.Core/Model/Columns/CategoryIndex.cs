namespace PSBackprop;

/// <summary>The categories seen so far with their places, found by a span of text without making a string of it.</summary>
internal sealed class CategoryIndex
{
    private readonly List<string> _categories = [];
    private readonly List<int> _next = [];
    private int[] _buckets = new int[16];

    public IReadOnlyList<string> Categories => _categories;

    /// <summary>The place of a category, a new one if it has not been seen.</summary>
    public int Add(ReadOnlySpan<char> text)
    {
        // The runtime's hash is seeded anew in each process, so that no file can be made to collide.
        int hash = string.GetHashCode(text);
        for (int i = _buckets[Bucket(hash)] - 1; i >= 0; i = _next[i])
        {
            if (text.SequenceEqual(_categories[i]))
            {
                return i;
            }
        }

        if (_categories.Count == _buckets.Length)
        {
            Grow();
        }

        _categories.Add(text.ToString());
        Link(_categories.Count - 1, hash);
        return _categories.Count - 1;
    }

    /// <summary>Takes other categories in the place of those seen.</summary>
    public void Replace(IReadOnlyList<string> categories)
    {
        _categories.Clear();
        _next.Clear();
        Array.Clear(_buckets);
        foreach (string category in categories)
        {
            Add(category);
        }
    }

    private int Bucket(int hash) => hash & (_buckets.Length - 1);

    private void Link(int place, int hash)
    {
        ref int first = ref _buckets[Bucket(hash)];
        _next.Add(first - 1);
        first = place + 1;
    }

    private void Grow()
    {
        _buckets = new int[_buckets.Length * 2];
        _next.Clear();
        for (int i = 0; i < _categories.Count; i++)
        {
            Link(i, string.GetHashCode(_categories[i].AsSpan()));
        }
    }
}
