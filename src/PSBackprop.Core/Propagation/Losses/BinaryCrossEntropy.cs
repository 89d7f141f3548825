using System.Runtime.CompilerServices;

using MathNet.Numerics;

using PSBackprop.Inference;

namespace PSBackprop.Propagation.Losses;

/// <summary>
/// E = −Σ t ln a + (1 − t) ln(1 − a) with a = σ(z); together with the sigmoid ∂E/∂z = a − t (Bishop 1995, section 6.7).
/// Label smoothing s takes (1 − s) t + ½ s for t (Szegedy et al. 2016).
/// </summary>
internal sealed class BinaryCrossEntropy(double labelSmoothing) : LossFunction
{
    public static readonly LossMember Member = new(Loss.BinaryCrossEntropy, static smoothing => new BinaryCrossEntropy(smoothing))
    {
        HasLabelSmoothing = true,
        UsualFor = Activation.Sigmoid,
    };

    public override Activation? FusedWith => Activation.Sigmoid;

    public override TargetDomain Domain => TargetDomain.Probability;

    public override double BestConstant(double[] targets, double[] weights, int outputs) => Smoothed(Losses.BestConstant.Mean(targets, weights));

    public override double NetInputOf(double output) => Math.Log(Math.Max(output, LeastProbability) / Math.Max(1 - output, LeastProbability));

    public override Expression Infer(Expression netInput, Expression output, Expression target, int outputs) => Expression.RowSum(
        Expression.Max(netInput, 0) - (netInput * Smoothed(target)) + Expression.LogOnePlus(Expression.Exp(-Expression.Abs(netInput))));

    // From z, max(z, 0) − z t + ln(1 + e^−|z|): exact where a has rounded to 0 or 1.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Sum<T>(ReadOnlySpan<T> netInput, ReadOnlySpan<T> output, ReadOnlySpan<T> target, ReadOnlySpan<T> weights, int outputs)
    {
        double sum = 0;
        for (int i = 0; i < netInput.Length; i++)
        {
            double z = double.CreateTruncating(netInput[i]);
            double loss = Math.Max(z, 0) - (z * Smoothed(double.CreateTruncating(target[i]))) + SpecialFunctions.Log1p(Math.Exp(-Math.Abs(z)));
            sum += loss * Weight(weights, i / outputs);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gradient<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target, T factor, Span<T> delta, int outputs)
    {
        for (int i = 0; i < delta.Length; i++)
        {
            delta[i] = factor * (output[i] - T.CreateTruncating(Smoothed(double.CreateTruncating(target[i]))));
        }
    }

    private Expression Smoothed(Expression target) => labelSmoothing == 0 ? target : ((1 - labelSmoothing) * target) + (0.5 * labelSmoothing);

    private double Smoothed(double target) => ((1 - labelSmoothing) * target) + (0.5 * labelSmoothing);
}
