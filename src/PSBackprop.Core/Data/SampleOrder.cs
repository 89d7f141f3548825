using MathNet.Numerics;

using PSBackprop.Numerics;

namespace PSBackprop.Data;

/// <summary>
/// The order in which a pass goes through samples. A shuffled one is drawn anew for each epoch from the seed: of as many samples as one group
/// takes any order of all of them, of more the blocks in any order, and then the samples of some blocks together in any order. So a group
/// of blocks is all that has to be in memory at a time, and the order is the same wherever the samples are.
/// </summary>
internal sealed class SampleOrder
{
    /// <summary>The consecutive samples of a block.</summary>
    public const int BlockRows = CellStore.BlockRows;

    // Of a group, which holds samples of as many places in the data; and the numbers that it may have where they take much room.
    private const int MostBlocks = 64;
    private const int FewestBlocks = 4;
    private const int MostNumbers = 1 << 26;

    // Samples in their own order are read ahead of this far, for all threads to have something to read.
    private const int BlocksAhead = 8;

    private readonly int[] _order;
    private readonly int[] _blocks;
    private readonly int _blocksOfGroup;
    private readonly int[] _ends;

    /// <param name="samples">The number of samples.</param>
    /// <param name="numbers">How many numbers a sample has; those that are zero do not count where they are not kept.</param>
    /// <param name="shuffle">Whether each epoch has an order of its own.</param>
    public SampleOrder(int samples, int numbers, bool shuffle)
    {
        Samples = samples;
        int blocks = ((samples - 1) / BlockRows) + 1;
        _order = shuffle ? new int[samples] : [];
        _blocks = [.. Enumerable.Range(0, blocks)];
        _blocksOfGroup = shuffle ? Math.Clamp(MostNumbers / Math.Max(numbers, 1) / BlockRows, FewestBlocks, MostBlocks) : BlocksAhead;
        _ends = new int[((blocks - 1) / _blocksOfGroup) + 1];
        MeasureGroups();
    }

    /// <summary>The number of samples.</summary>
    public int Samples { get; }

    /// <summary>Whether each epoch has an order of its own.</summary>
    public bool IsShuffled => _order.Length > 0;

    /// <summary>The place of the sample whose turn it is.</summary>
    public int this[int turn] => _order.Length == 0 ? turn : _order[turn];

    /// <summary>Draws the order of an epoch.</summary>
    public void Draw(int seed, int epoch)
    {
        if (!IsShuffled)
        {
            return;
        }

        Random random = RandomStream.Create(seed, RandomPurpose.Shuffle, epoch);
        if (_ends.Length == 1)
        {
            Fill(0, _blocks);
            Combinatorics.SelectPermutationInplace(_order, random);
            return;
        }

        for (int block = 0; block < _blocks.Length; block++)
        {
            _blocks[block] = block;
        }

        Combinatorics.SelectPermutationInplace(_blocks, random);
        MeasureGroups();
        int first = 0;
        for (int group = 0; group < _ends.Length; group++)
        {
            Fill(first, BlocksOf(group));
            int[] turns = _order[first.._ends[group]];
            Combinatorics.SelectPermutationInplace(turns, random);
            turns.CopyTo(_order, first);
            first = _ends[group];
        }
    }

    /// <summary>The group whose turn it is.</summary>
    public int GroupAt(int turn)
    {
        int place = Array.BinarySearch(_ends, turn);
        return place >= 0 ? place + 1 : ~place;
    }

    /// <summary>The turn after a group's last.</summary>
    public int EndOf(int group) => _ends[group];

    /// <summary>The blocks that a group's samples are in.</summary>
    public ReadOnlySpan<int> BlocksOf(int group) =>
        _blocks.AsSpan(group * _blocksOfGroup, Math.Min(_blocksOfGroup, _blocks.Length - (group * _blocksOfGroup)));

    private void Fill(int first, ReadOnlySpan<int> blocks)
    {
        foreach (int block in blocks)
        {
            int sample = block * BlockRows;
            for (int i = RowsOf(block); i > 0; i--)
            {
                _order[first++] = sample++;
            }
        }
    }

    // The last block may have fewer samples, wherever it has come.
    private void MeasureGroups()
    {
        int end = 0;
        for (int group = 0; group < _ends.Length; group++)
        {
            foreach (int block in BlocksOf(group))
            {
                end += RowsOf(block);
            }

            _ends[group] = end;
        }
    }

    private int RowsOf(int block) => Math.Min(BlockRows, Samples - (block * BlockRows));
}
