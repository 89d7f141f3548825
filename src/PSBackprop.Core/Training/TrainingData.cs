using System.Numerics;

using MathNet.Numerics;

using PSBackprop.Data;
using PSBackprop.Numerics;

namespace PSBackprop.Training;

/// <summary>The samples of a training in the number type computed in, gathered block by block in each epoch's order.</summary>
internal sealed class TrainingData<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _input;
    private readonly T[] _target;
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
        _input = input.ToArray<T>();
        _target = target.ToArray<T>();
        _weight = [.. weights.Select(T.CreateTruncating)];
        _order = shuffle ? new int[Samples] : [];
        _blockInput = shuffle ? new T[blockRows * Features] : [];
        _blockTarget = shuffle ? new T[blockRows * Outputs] : [];
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

    public ReadOnlySpan<T> Input(int first, int rows) => Block(_input, _blockInput, first, rows, Features);

    public ReadOnlySpan<T> Target(int first, int rows) => Block(_target, _blockTarget, first, rows, Outputs);

    /// <summary>The rows' weights; none if all count alike.</summary>
    public ReadOnlySpan<T> Weight(int first, int rows) => IsWeighted ? Block(_weight, _blockWeight, first, rows, 1) : default;

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

    private ReadOnlySpan<T> Block(T[] source, T[] buffer, int first, int rows, int columns)
    {
        if (_order.Length == 0)
        {
            return source.AsSpan(first * columns, rows * columns);
        }

        for (int i = 0; i < rows; i++)
        {
            source.AsSpan(_order[first + i] * columns, columns).CopyTo(buffer.AsSpan(i * columns));
        }

        return buffer.AsSpan(0, rows * columns);
    }
}
