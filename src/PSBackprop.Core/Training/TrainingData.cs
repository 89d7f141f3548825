using System.Numerics;
using System.Runtime.InteropServices;

using MathNet.Numerics;

using PSBackprop.Data;
using PSBackprop.Numerics;

namespace PSBackprop.Training;

/// <summary>
/// The samples of a training, gathered block by block in each epoch's order and in the number type computed in. They are
/// not copied as a whole: in single precision that would take longer than an epoch of a small network.
/// </summary>
internal sealed class TrainingData<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly DataMatrix _input;
    private readonly DataMatrix _target;
    private readonly T[] _weight;
    private readonly int[] _order;
    private readonly T[] _blockInput;
    private readonly T[] _blockTarget;
    private readonly T[] _blockWeight;

    /// <param name="input">[samples × features].</param>
    /// <param name="target">[samples × outputs].</param>
    /// <param name="weights">[samples], or none if all count alike.</param>
    /// <param name="shuffle">Whether each epoch has an order of its own.</param>
    /// <param name="blockRows">The largest number of rows asked for at once.</param>
    public TrainingData(DataMatrix input, DataMatrix target, double[] weights, bool shuffle, int blockRows)
    {
        Samples = input.Rows;
        Features = input.Columns;
        Outputs = target.Columns;
        _input = input;
        _target = target;
        _weight = [.. weights.Select(T.CreateTruncating)];
        _order = shuffle ? new int[Samples] : [];
        bool gathers = shuffle || typeof(T) != typeof(double);
        _blockInput = gathers ? new T[blockRows * Features] : [];
        _blockTarget = gathers ? new T[blockRows * Outputs] : [];
        _blockWeight = shuffle && weights.Length > 0 ? new T[blockRows] : [];
    }

    public int Samples { get; }

    public int Features { get; }

    public int Outputs { get; }

    public bool IsWeighted => _weight.Length > 0;

    /// <summary>Draws the order of an epoch.</summary>
    public void Shuffle(int seed, int epoch)
    {
        if (_order.Length == 0)
        {
            return;
        }

        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        Combinatorics.SelectPermutationInplace(_order, RandomStream.Create(seed, RandomPurpose.Shuffle, epoch));
    }

    public ReadOnlySpan<T> Input(int first, int rows) => Block(_input, _blockInput, first, rows);

    public ReadOnlySpan<T> Target(int first, int rows) => Block(_target, _blockTarget, first, rows);

    /// <summary>The rows' weights; none if all count alike.</summary>
    public ReadOnlySpan<T> Weight(int first, int rows)
    {
        if (!IsWeighted || _order.Length == 0)
        {
            return IsWeighted ? _weight.AsSpan(first, rows) : default;
        }

        for (int i = 0; i < rows; i++)
        {
            _blockWeight[i] = _weight[_order[first + i]];
        }

        return _blockWeight.AsSpan(0, rows);
    }

    /// <summary>The sum of the rows' weights; their number if all count alike.</summary>
    public double WeightSum(int first, int rows)
    {
        if (!IsWeighted)
        {
            return rows;
        }

        double sum = 0;
        for (int i = first; i < first + rows; i++)
        {
            sum += double.CreateTruncating(_weight[_order.Length == 0 ? i : _order[i]]);
        }

        return sum;
    }

    private ReadOnlySpan<T> Block(DataMatrix source, T[] buffer, int first, int rows)
    {
        int columns = source.Columns;
        if (_order.Length > 0)
        {
            for (int i = 0; i < rows; i++)
            {
                source.CopyRows<T>(_order[first + i], 1, buffer.AsSpan(i * columns));
            }
        }
        else if (typeof(T) == typeof(double))
        {
            return MemoryMarshal.Cast<double, T>(source.Values.Slice(first * columns, rows * columns));
        }
        else
        {
            source.CopyRows<T>(first, rows, buffer);
        }

        return buffer.AsSpan(0, rows * columns);
    }
}
