using System.Runtime.CompilerServices;

using PSBackprop.Inference;
using PSBackprop.Numerics;

namespace PSBackprop.Propagation.Losses;

/// <summary>
/// E = −Σ t ln a with a = softmax(z); together with the softmax ∂E/∂z_j = a_j Σ_k t_k − t_j, which is a − t where the
/// targets of a row add up to 1 (Bridle 1990; Bishop 1995, section 6.9). Label smoothing s takes (1 − s) t + s / outputs
/// for t (Szegedy et al. 2016).
/// </summary>
internal sealed class CategoricalCrossEntropy(double labelSmoothing) : LossFunction
{
    public static readonly LossMember Member = new(Loss.CategoricalCrossEntropy, static smoothing => new CategoricalCrossEntropy(smoothing))
    {
        HasLabelSmoothing = true,
        UsualFor = Activation.Softmax,
    };

    private const double Smallest = 1e-30;

    public override Activation? FusedWith => Activation.Softmax;

    public override TargetDomain Domain => TargetDomain.Probability;

    public override bool IsPerUnit => false;

    public override double BestConstant(double[] targets, double[] weights, int outputs) => Smoothed(Losses.BestConstant.Mean(targets, weights), outputs);

    public override double NetInputOf(double output) => Math.Log(Math.Max(output, LeastProbability));

    public override Expression Infer(Expression netInput, Expression output, Expression target, int outputs)
    {
        Expression most = Expression.RowMax(netInput);
        Expression logSum = most + Expression.Log(Expression.RowSum(Expression.Exp(netInput - most)));
        Expression smoothed = labelSmoothing == 0 ? target : ((1 - labelSmoothing) * target) + (labelSmoothing / outputs);
        return Expression.RowSum(smoothed * (logSum - netInput));
    }

    // Where a is too small to hold its digits, ln a comes from z: z_j − ln Σ_k e^z_k.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Sum<T>(ReadOnlySpan<T> netInput, ReadOnlySpan<T> output, ReadOnlySpan<T> target, ReadOnlySpan<T> weights, int outputs)
    {
        double sum = 0;
        for (int start = 0; start < netInput.Length; start += outputs)
        {
            double loss = 0;
            for (int j = start; j < start + outputs; j++)
            {
                double t = Smoothed(double.CreateTruncating(target[j]), outputs);
                if (t == 0)
                {
                    continue;
                }

                double a = double.CreateTruncating(output[j]);
                loss -= t * (a >= Smallest
                    ? Math.Log(a)
                    : double.CreateTruncating(netInput[j]) - Reduction.LogSumExp(netInput.Slice(start, outputs)));
            }

            sum += loss * Weight(weights, start / outputs);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gradient<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target, T factor, Span<T> delta, int outputs)
    {
        for (int start = 0; start < delta.Length; start += outputs)
        {
            T total = T.Zero;
            for (int j = start; j < start + outputs; j++)
            {
                delta[j] = T.CreateTruncating(Smoothed(double.CreateTruncating(target[j]), outputs));
                total += delta[j];
            }

            for (int j = start; j < start + outputs; j++)
            {
                delta[j] = factor * ((output[j] * total) - delta[j]);
            }
        }
    }

    private double Smoothed(double target, int outputs) => ((1 - labelSmoothing) * target) + (labelSmoothing / outputs);
}
