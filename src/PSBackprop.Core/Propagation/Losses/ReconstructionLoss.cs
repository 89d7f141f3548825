using System.Buffers;

namespace PSBackprop.Propagation.Losses;

/// <summary>
/// For networks that give rows back: E = 1 / columns · Σ s e over the columns, with the loss e that suits the kind of each column and its
/// scale s, the inverse of what knowing nothing costs. Of numbers e is the squared error of standardized values; of categories −ln of the
/// probability, after a softmax over the column's outputs; of states the same after a sigmoid. Outputs are linear, so that numbers and the net
/// inputs of probabilities stand side by side. Outputs of which no columns are known are all numbers.
/// </summary>
internal sealed class ReconstructionLoss : LossFunction
{
    public static readonly LossMember Member = new(Loss.Reconstruction, static _ => new ReconstructionLoss(null))
    {
        OfColumns = static columns => new ReconstructionLoss([.. OutputGroup.Of(columns)]),
    };

    // Not before the family is whole.
    private static readonly Lazy<LossFunction> s_numbers = new(static () => LossFamily.Create(ColumnFamily.OfNumbers.ReconstructionLoss!.Value));

    private readonly OutputGroup[]? _groups;

    private ReconstructionLoss(OutputGroup[]? groups) => _groups = groups;

    public override Activation? FusedWith => Activation.Linear;

    public override bool IsPerUnit => false;

    public override double[] BestConstants(Func<int, double[]> targetsOf, double[] weights, int outputs)
    {
        if (_groups is null)
        {
            return base.BestConstants(targetsOf, weights, outputs);
        }

        double[] constants = new double[outputs];
        foreach (OutputGroup group in _groups)
        {
            for (int unit = group.Start; unit < group.Start + group.Width; unit++)
            {
                constants[unit] = group.Loss.NetInputOf(group.Loss.BestConstant(targetsOf(unit), weights, group.Width));
            }
        }

        return constants;
    }

    public override double Sum<T>(ReadOnlySpan<T> netInput, ReadOnlySpan<T> output, ReadOnlySpan<T> target, ReadOnlySpan<T> weights, int outputs)
    {
        if (_groups is null)
        {
            return s_numbers.Value.Sum(netInput, output, target, weights, outputs);
        }

        double sum = 0;
        int rows = output.Length / outputs;
        foreach (OutputGroup group in _groups)
        {
            var (net, own, wanted) = Rent<T>(rows * group.Width);
            int count = Gather(group, output, target, net, own, wanted, outputs);
            sum += group.Scale * group.Loss.Sum<T>(net.AsSpan(0, count), own.AsSpan(0, count), wanted.AsSpan(0, count), weights, group.Width);
            Return(net, own, wanted);
        }

        return sum / _groups.Length;
    }

    public override void Gradient<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target, T factor, Span<T> delta, int outputs)
    {
        if (_groups is null)
        {
            s_numbers.Value.Gradient(output, target, factor, delta, outputs);
            return;
        }

        int rows = output.Length / outputs;
        foreach (OutputGroup group in _groups)
        {
            var (net, own, wanted) = Rent<T>(rows * group.Width);
            int count = Gather(group, output, target, net, own, wanted, outputs);
            T scale = factor * T.CreateTruncating(group.Scale / _groups.Length);

            // The net inputs are no longer needed: the gradient takes their place.
            group.Loss.Gradient<T>(own.AsSpan(0, count), wanted.AsSpan(0, count), scale, net.AsSpan(0, count), group.Width);
            for (int row = 0; row < rows; row++)
            {
                net.AsSpan(row * group.Width, group.Width).CopyTo(delta[((row * outputs) + group.Start)..]);
            }

            Return(net, own, wanted);
        }
    }

    // The outputs of one column row after row, what the column's activation makes of them, and the targets.
    private static int Gather<T>(OutputGroup group, ReadOnlySpan<T> output, ReadOnlySpan<T> target, T[] net, T[] own, T[] wanted, int outputs)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        int rows = output.Length / outputs;
        for (int row = 0; row < rows; row++)
        {
            int place = (row * outputs) + group.Start;
            output.Slice(place, group.Width).CopyTo(net.AsSpan(row * group.Width));
            target.Slice(place, group.Width).CopyTo(wanted.AsSpan(row * group.Width));
        }

        int count = rows * group.Width;
        group.Function.Apply<T>(net.AsSpan(0, count), own.AsSpan(0, count), group.Width);
        return count;
    }

    private static (T[] Net, T[] Own, T[] Wanted) Rent<T>(int count) =>
        (ArrayPool<T>.Shared.Rent(count), ArrayPool<T>.Shared.Rent(count), ArrayPool<T>.Shared.Rent(count));

    private static void Return<T>(T[] net, T[] own, T[] wanted)
    {
        ArrayPool<T>.Shared.Return(net);
        ArrayPool<T>.Shared.Return(own);
        ArrayPool<T>.Shared.Return(wanted);
    }
}
