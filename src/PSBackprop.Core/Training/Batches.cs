namespace PSBackprop.Training;

/// <summary>
/// How the samples of an epoch are cut into batches: all of one size, the last of what is left. Where rows of a batch
/// depend on each other, a single sample that is left joins the batch before it, as it could not be a batch of its own.
/// </summary>
/// <param name="Samples">The number of samples, at least 1.</param>
/// <param name="Size">Samples in a batch, from 1 to all.</param>
/// <param name="NeedsSeveral">Whether a batch must have more than one sample.</param>
internal readonly record struct Batches(int Samples, int Size, bool NeedsSeveral)
{
    /// <summary>The number of batches.</summary>
    public int Count => (int)(((long)Samples + Size - 1) / Size) - (JoinsLast ? 1 : 0);

    /// <summary>Samples in the largest batch.</summary>
    public int Largest => JoinsLast ? Size + 1 : Size;

    private bool JoinsLast => NeedsSeveral && Size > 1 && Samples > Size && Samples % Size == 1;

    /// <summary>Where a batch begins and how many samples it has.</summary>
    public (int First, int Rows) this[int index]
    {
        get
        {
            int first = index * Size;
            return (first, index == Count - 1 ? Samples - first : Size);
        }
    }
}
