using System.Numerics;
using System.Runtime.InteropServices;

using PSBackprop.Data;
using PSBackprop.Numerics;

namespace PSBackprop.Propagation;

/// <summary>Some consecutive samples that go through a network in one piece.</summary>
/// <param name="First">The place of the first.</param>
/// <param name="Rows">How many there are.</param>
internal readonly record struct SampleBlock(int First, int Rows);

/// <summary>
/// Samples, gathered block by block in their own order or an epoch's, and in the number type computed in. They are not
/// copied as a whole: in single precision that would take longer than an epoch of a small network, and those of a file need not fit the
/// memory.
/// </summary>
internal sealed class SampleBlocks<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Below this, one thread has copied the block before a second one has come.
    private const int FewestToShare = 16 * 1024;

    private readonly RowWindow _input;
    private readonly RowWindow? _target;
    private readonly ParallelTeam _team;
    private readonly Gathering _gathering = new();
    private readonly T[] _weight;
    private readonly SampleOrder _order;
    private readonly T[] _blockInput;
    private readonly SparseMatrix<T>? _blockSparse;
    private readonly T[] _blockTarget;
    private readonly T[] _blockWeight;
    private T[] _sparseRow = [];
    private SampleBlock _block;

    /// <param name="input">[samples × features].</param>
    /// <param name="target">[samples × outputs]; null where none are asked for.</param>
    /// <param name="blockRows">The largest number of rows in a block.</param>
    /// <param name="weights">[samples], or none if all count alike.</param>
    /// <param name="shuffle">Whether each epoch has an order of its own.</param>
    /// <param name="team">The threads that share the copying of a block.</param>
    /// <param name="keepsSparse">Whether inputs that are mostly zero stay so, which the first layer has to be able to take.</param>
    public SampleBlocks(
        DataMatrix input,
        DataMatrix? target,
        int blockRows,
        ParallelTeam team,
        bool keepsSparse,
        ReadOnlySpan<double> weights = default,
        bool shuffle = false)
    {
        Count = input.Rows;
        Outputs = target?.Columns ?? 0;
        _team = team;
        _weight = new T[weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            _weight[i] = T.CreateTruncating(weights[i]);
        }

        _order = new SampleOrder(Count, input.IsSparse ? 0 : input.Columns + Outputs, shuffle);
        _input = new RowWindow(input, _order, team);
        _target = target is null ? null : new RowWindow(target, _order, team);
        bool gathers = shuffle || typeof(T) != typeof(double);
        _blockSparse = keepsSparse && input.IsSparse ? new SparseMatrix<T>(input.Columns) : null;
        _blockInput = _blockSparse is null && (gathers || input.IsSparse || input.IsStored) ? new T[blockRows * input.Columns] : [];
        _blockTarget = gathers || target?.IsStored == true ? new T[blockRows * Outputs] : [];
        _blockWeight = shuffle && weights.Length > 0 ? new T[blockRows] : [];
    }

    /// <summary>The number of samples.</summary>
    public int Count { get; }

    public int Outputs { get; }

    /// <summary>The inputs of the block loaded last, [rows × features].</summary>
    public BlockInput<T> Input => _blockSparse is null ? Loaded(_input, _blockInput) : _blockSparse;

    /// <summary>Its targets, [rows × outputs].</summary>
    public ReadOnlySpan<T> Target => Loaded(_target!, _blockTarget);

    /// <summary>Its rows' weights, [rows]; none if all count alike.</summary>
    public ReadOnlySpan<T> Weights =>
        _blockWeight.Length > 0 ? _blockWeight.AsSpan(0, _block.Rows)
        : _weight.Length > 0 ? _weight.AsSpan(_block.First, _block.Rows)
        : default;

    /// <summary>Draws the order of an epoch.</summary>
    public void Shuffle(int seed, int epoch) => _order.Draw(seed, epoch);

    /// <summary>Gathers a block.</summary>
    public void Load(SampleBlock block)
    {
        _block = block;
        if (_blockSparse is null)
        {
            Gather(_input, _blockInput);
        }
        else
        {
            GatherSparse(_blockSparse);
        }

        if (_target is not null)
        {
            Gather(_target, _blockTarget);
        }

        for (int i = 0; i < block.Rows && _blockWeight.Length > 0; i++)
        {
            _blockWeight[i] = _weight[_order[block.First + i]];
        }
    }

    /// <summary>The sum of the weights of some samples; their number if all count alike.</summary>
    public double WeightSum(int first, int rows)
    {
        if (_weight.Length == 0)
        {
            return rows;
        }

        double sum = 0;
        for (int i = first; i < first + rows; i++)
        {
            sum += double.CreateTruncating(_weight[_order[i]]);
        }

        return sum;
    }

    private void Gather(RowWindow source, T[] buffer)
    {
        for (int done = 0; done < _block.Rows && buffer.Length > 0;)
        {
            int count = source.Require(_block.First + done, _block.Rows - done);
            ParallelTeam sharing = count * source.Rows.Columns < FewestToShare ? ParallelTeam.Single : _team;
            _gathering.Run(sharing, source, new SampleBlock(_block.First + done, count), buffer, done);
            done += count;
        }
    }

    private void GatherSparse(SparseMatrix<T> block)
    {
        block.Clear();
        for (int done = 0; done < _block.Rows;)
        {
            int first = _block.First + done;
            int count = _input.Require(first, _block.Rows - done);
            for (int turn = first; turn < first + count; turn++)
            {
                var (rows, row) = _input.AtTurn(turn);
                rows.CopyNonZeros(row, ref _sparseRow, block);
            }

            done += count;
        }
    }

    // What needs neither another order nor another type is taken from where it is.
    private ReadOnlySpan<T> Loaded(RowWindow source, T[] buffer)
    {
        int columns = source.Rows.Columns;
        return buffer.Length > 0
            ? buffer.AsSpan(0, _block.Rows * columns)
            : MemoryMarshal.Cast<double, T>(source.Rows.Values.Slice(_block.First * columns, _block.Rows * columns));
    }

    /// <summary>
    /// The rows of a block, copied from where they are to one after another. Where an epoch has its own order they come from all over the
    /// memory, and waiting for them is what takes the time: each thread waits for its own.
    /// </summary>
    private sealed class Gathering : ParallelWork
    {
        private RowWindow? _source;
        private SampleBlock _turns;
        private T[] _buffer = [];
        private int _start;

        /// <param name="team">The threads that share it.</param>
        /// <param name="source">What is copied.</param>
        /// <param name="turns">The rows by their turns.</param>
        /// <param name="buffer">Where to, [rows × columns].</param>
        /// <param name="start">The first row there.</param>
        public void Run(ParallelTeam team, RowWindow source, SampleBlock turns, T[] buffer, int start)
        {
            (_source, _turns, _buffer, _start) = (source, turns, buffer, start);
            team.Run(this);
        }

        public override void Execute(int part, int parts)
        {
            int first = (int)((long)_turns.Rows * part / parts);
            int end = (int)((long)_turns.Rows * (part + 1) / parts);
            RowWindow source = _source!;
            int columns = source.Rows.Columns;
            if (source.IsInOrder)
            {
                source.Rows.CopyRows<T>(_turns.First + first, end - first, _buffer.AsSpan((_start + first) * columns));
                return;
            }

            for (int i = first; i < end; i++)
            {
                if (i + 1 < end)
                {
                    source.Prefetch(_turns.First + i + 1);
                }

                var (rows, row) = source.AtTurn(_turns.First + i);
                rows.CopyRows<T>(row, 1, _buffer.AsSpan((_start + i) * columns));
            }
        }
    }
}
