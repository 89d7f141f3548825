using PSBackprop.Data;
using PSBackprop.Numerics;

namespace PSBackprop.Propagation;

/// <summary>
/// Rows in the order of their turns. Of those of a file only the blocks are in memory whose turn it is, read and encoded by all threads; data
/// in memory is used as it is.
/// </summary>
/// <param name="rows">The rows.</param>
/// <param name="order">Their turns.</param>
/// <param name="team">The threads that share the reading.</param>
internal sealed class RowWindow(DataMatrix rows, SampleOrder order, ParallelTeam team)
{
    private readonly DataMatrix?[] _blocks = new DataMatrix?[rows.IsStored ? ((rows.Rows - 1) / SampleOrder.BlockRows) + 1 : 0];
    private int _group = -1;

    /// <summary>All rows.</summary>
    public DataMatrix Rows => rows;

    /// <summary>Whether rows are in memory one after another, as their turns come.</summary>
    public bool IsInOrder => !order.IsShuffled && !rows.IsStored;

    /// <summary>Has rows in memory from a turn on.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="count">For how many.</param>
    /// <returns>For how many of them they are.</returns>
    public int Require(int turn, int count)
    {
        if (!rows.IsStored)
        {
            return count;
        }

        int group = order.GroupAt(turn);
        if (group != _group)
        {
            Array.Clear(_blocks);
            _group = group;
            team.Run(new Reading(this, order.BlocksOf(group).ToArray()));
        }

        return Math.Min(count, order.EndOf(group) - turn);
    }

    /// <summary>Where the row of a turn is in memory.</summary>
    public (DataMatrix Rows, int Row) AtTurn(int turn)
    {
        int row = order[turn];
        return rows.IsStored ? (_blocks[row / SampleOrder.BlockRows]!, row % SampleOrder.BlockRows) : (rows, row);
    }

    /// <summary>Has the row of a turn brought into the cache.</summary>
    public void Prefetch(int turn)
    {
        var (source, row) = AtTurn(turn);
        source.Prefetch(row);
    }

    private sealed class Reading(RowWindow window, int[] blocks) : ParallelWork
    {
        private int _next;

        // Whoever is free takes the next block: a file's are not all there equally soon.
        public override void Execute(int part, int parts)
        {
            for (int i = Interlocked.Increment(ref _next) - 1; i < blocks.Length; i = Interlocked.Increment(ref _next) - 1)
            {
                window._blocks[blocks[i]] = window.Rows.LoadBlock(blocks[i]);
            }
        }
    }
}
