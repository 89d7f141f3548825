namespace PSBackprop;

/// <summary>
/// What a network keeps to know again the rows that it was trained on: hashes, of which no row can be made. All rows of its last training
/// are told by the sum of their hashes, some of them by the smallest of all hashes since the first (Broder 1997; Cohen, Kaplan 2007).
/// </summary>
/// <param name="Count">The number of rows of the last training.</param>
/// <param name="Sum">The sum of their hashes.</param>
/// <param name="Validation">The same of the rows that it was validated on; null for none.</param>
/// <param name="Smallest">The smallest hashes of the rows of all trainings, ascending, each once.</param>
internal sealed record TrainedRows(int Count, ulong Sum, (int Count, ulong Sum)? Validation, IReadOnlyList<ulong> Smallest)
{
    /// <summary>No more hashes are kept.</summary>
    public const int Most = 256;

    // Fewer rows may be alike by chance. Data with many like rows, as of a few categories, does not tell one row from another.
    private const int FewestMatches = 2;
    private const double LeastShare = 0.25;
    private const double LeastDistinct = 0.9;

    /// <summary>The rows of a training, and those of the trainings before it.</summary>
    /// <param name="training">The hash of each row trained on.</param>
    /// <param name="validation">The hash of each row validated on; null for none.</param>
    /// <param name="before">The rows before; null for none.</param>
    public static TrainedRows Of(ulong[] training, ulong[]? validation, TrainedRows? before) => new(
        training.Length,
        SumOf(training),
        validation is null ? null : (validation.Length, SumOf(validation)),
        SmallestOf((before?.Smallest ?? []).Concat(training)));

    /// <summary>The rows of several networks whose rows are encoded alike, as one whole.</summary>
    public static TrainedRows? Join(IReadOnlyList<TrainedRows?> each) =>
        each[0] is { } first ? first with { Smallest = SmallestOf(each.SelectMany(static rows => rows?.Smallest ?? [])) } : null;

    /// <summary>Whether these are all rows of the last training, with those that it was validated on or without.</summary>
    public bool AreTrained(ulong[] rows) => (rows.Length == Count && SumOf(rows) == Sum)
        || (Validation is var (count, sum) && rows.Length == Count + count && SumOf(rows) == Sum + sum);

    /// <summary>Whether these are all rows that the last training was validated on.</summary>
    public bool AreValidated(ulong[] rows) => Validation is var (count, sum) && rows.Length == count && SumOf(rows) == sum;

    /// <summary>The part of the rows that are known to have been trained on; null if that cannot be told, or is what chance may give.</summary>
    public double? ShareOf(ulong[] rows)
    {
        ulong[] distinct = [.. rows.Distinct()];
        ulong last = Smallest.Count < Most ? ulong.MaxValue : Smallest[^1];
        ulong[] comparable = Array.FindAll(distinct, hash => hash <= last);
        int matches = comparable.Intersect(Smallest).Count();
        double share = (double)matches / comparable.Length;
        return distinct.Length >= LeastDistinct * rows.Length && matches >= FewestMatches && share >= LeastShare ? share : null;
    }

    // Few of many hashes are smaller than those before them, so that this takes one look at each.
    private static ulong[] SmallestOf(IEnumerable<ulong> hashes)
    {
        var smallest = new SortedSet<ulong>();
        ulong largest = ulong.MaxValue;
        foreach (ulong hash in hashes)
        {
            if (hash <= largest && smallest.Add(hash) && smallest.Count >= Most)
            {
                _ = smallest.Count > Most && smallest.Remove(smallest.Max);
                largest = smallest.Max;
            }
        }

        return [.. smallest];
    }

    private static ulong SumOf(ulong[] hashes) => hashes.Aggregate(0UL, static (sum, hash) => sum + hash);
}
