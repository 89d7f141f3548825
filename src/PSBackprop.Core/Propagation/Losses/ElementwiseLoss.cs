using System.Runtime.CompilerServices;

using PSBackprop.Inference;

namespace PSBackprop.Propagation.Losses;

/// <summary>E = mean over samples and outputs of e(a, t), or the plain sum.</summary>
internal sealed class ElementwiseLoss<TFormula> : LossFunction
    where TFormula : struct, IElementwiseLoss
{
    public override bool IsMean => TFormula.IsMean;

    public override TargetDomain Domain => TFormula.Domain;

    public override Activation SuitedOutput => TFormula.SuitedOutput;

    public override bool IsAverage => TFormula.IsMean;

    public override IReadOnlyList<double> Kinks(double target) => TFormula.Kinks(target);

    public override double BestConstant(double[] targets, double[] weights, int outputs) => TFormula.BestConstant(targets, weights);

    public override Expression? Infer(Expression netInput, Expression output, Expression target, int outputs) =>
        TFormula.Infer(output, target) is { } error ? Expression.RowSum(error) / (TFormula.IsMean ? outputs : 1) : null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Sum<T>(ReadOnlySpan<T> netInput, ReadOnlySpan<T> output, ReadOnlySpan<T> target, ReadOnlySpan<T> weights, int outputs)
    {
        double sum = 0;
        for (int row = 0; row * outputs < output.Length; row++)
        {
            double rowSum = 0;
            for (int i = row * outputs; i < (row + 1) * outputs; i++)
            {
                rowSum += TFormula.Value(double.CreateTruncating(output[i]), double.CreateTruncating(target[i]));
            }

            sum += rowSum * Weight(weights, row);
        }

        return TFormula.IsMean ? sum / outputs : sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gradient<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target, T factor, Span<T> delta, int outputs)
    {
        double scale = TFormula.IsMean ? double.CreateTruncating(factor) / outputs : double.CreateTruncating(factor);
        for (int i = 0; i < delta.Length; i++)
        {
            delta[i] = T.CreateTruncating(scale * TFormula.Slope(double.CreateTruncating(output[i]), double.CreateTruncating(target[i])));
        }
    }
}
