namespace PSBackprop.Propagation.Losses;

/// <summary>e = ½ d² for |d| ≤ 1, |d| − ½ beyond, with d = a − t; ∂e/∂a = d, cut to ±1 (Huber 1964, with δ = 1).</summary>
internal readonly struct HuberError : IElementwiseLoss
{
    public static readonly LossMember Member = new(Loss.Huber, static _ => new ElementwiseLoss<HuberError>());

    public static double Value(double output, double target) =>
        Math.Abs(output - target) <= 1 ? 0.5 * (output - target) * (output - target) : Math.Abs(output - target) - 0.5;

    public static double BestConstant(double[] targets, double[] weights) => Losses.BestConstant.ByBisection<HuberError>(targets, weights);

    public static double Slope(double output, double target) => Math.Clamp(output - target, -1, 1);

    public static IReadOnlyList<double> Kinks(double target) => [target - 1, target + 1];
}
