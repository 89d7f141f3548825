using MathNet.Numerics;

namespace PSBackprop.Propagation.Losses;

/// <summary>
/// E = −Σ t ln a + (1 − t) ln(1 − a) with a = σ(z); together with the sigmoid ∂E/∂z = a − t (Bishop 1995, section 6.7).
/// </summary>
internal sealed class BinaryCrossEntropy : LossFunction
{
    public override Activation? FusedWith => Activation.Sigmoid;

    // From z, max(z, 0) − z t + ln(1 + e^−|z|): exact where a has rounded to 0 or 1.
    public override double Sum<T>(ReadOnlySpan<T> netInput, ReadOnlySpan<T> output, ReadOnlySpan<T> target, int outputs)
    {
        double sum = 0;
        for (int i = 0; i < netInput.Length; i++)
        {
            double z = double.CreateTruncating(netInput[i]);
            sum += Math.Max(z, 0) - (z * double.CreateTruncating(target[i])) + SpecialFunctions.Log1p(Math.Exp(-Math.Abs(z)));
        }

        return sum;
    }

    public override void Gradient<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target, T factor, Span<T> delta, int outputs) =>
        ScaledDifference(output, target, factor, delta);
}
