namespace PSBackprop.Propagation.Losses;

/// <summary>E = mean of (t − a)² over samples and outputs, ∂E/∂a = 2 (a − t) / (samples · outputs).</summary>
internal sealed class MeanSquaredError : LossFunction
{
    public override double Sum<T>(ReadOnlySpan<T> netInput, ReadOnlySpan<T> output, ReadOnlySpan<T> target, int outputs) =>
        SquaredDistance(output, target) / outputs;

    public override void Gradient<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target, T factor, Span<T> delta, int outputs) =>
        ScaledDifference(output, target, T.CreateTruncating(2) * factor / T.CreateTruncating(outputs), delta);
}
