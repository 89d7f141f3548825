using MathNet.Numerics;

namespace PSBackprop.Propagation.Losses;

/// <summary>e = ln cosh(a − t), ∂e/∂a = tanh(a − t).</summary>
internal readonly struct LogCoshError : IElementwiseLoss
{
    public static readonly LossMember Member = new(Loss.LogCosh, static _ => new ElementwiseLoss<LogCoshError>());

    // |d| + ln(1 + e^−2|d|) − ln 2 does not overflow.
    public static double Value(double output, double target)
    {
        double distance = Math.Abs(output - target);
        return distance + SpecialFunctions.Log1p(Math.Exp(-2 * distance)) - Constants.Ln2;
    }

    public static double BestConstant(double[] targets, double[] weights) => Losses.BestConstant.ByBisection<LogCoshError>(targets, weights);

    public static double Slope(double output, double target) => Math.Tanh(output - target);
}
