namespace PSBackprop.Propagation.Losses;

/// <summary>E = ½ Σ (t − a)², ∂E/∂a = a − t (Rumelhart, Hinton, Williams 1986).</summary>
internal sealed class SumSquaredError : LossFunction
{
    public override bool IsMean => false;

    public override double Sum<T>(ReadOnlySpan<T> netInput, ReadOnlySpan<T> output, ReadOnlySpan<T> target, int outputs) =>
        0.5 * SquaredDistance(output, target);

    public override void Gradient<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target, T factor, Span<T> delta, int outputs) =>
        ScaledDifference(output, target, factor, delta);
}
