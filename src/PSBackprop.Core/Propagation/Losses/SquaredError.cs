using PSBackprop.Inference;

namespace PSBackprop.Propagation.Losses;

/// <summary>e = (t − a)², ∂e/∂a = 2 (a − t).</summary>
internal readonly struct SquaredError : IElementwiseLoss
{
    public static readonly LossMember Member = new(Loss.MeanSquaredError, static _ => new ElementwiseLoss<SquaredError>());

    public static Expression Infer(Expression output, Expression target) => (target - output) * (target - output);

    public static double Value(double output, double target) => (target - output) * (target - output);

    public static double Slope(double output, double target) => 2 * (output - target);
}
