using MathNet.Numerics.Random;

namespace PSBackprop.Numerics;

/// <summary>The numbers of another stream, until drawing is stopped.</summary>
internal sealed class StoppableRandom(RandomSource stream, CancellationToken cancellationToken) : RandomSource(threadSafe: false)
{
    private const int Interval = 1 << 16;

    private int _drawn;

    /// <exception cref="OperationCanceledException">Drawing was stopped.</exception>
    protected override double DoSample()
    {
        if (++_drawn == Interval)
        {
            _drawn = 0;
            cancellationToken.ThrowIfCancellationRequested();
        }

        return stream.NextDouble();
    }
}
