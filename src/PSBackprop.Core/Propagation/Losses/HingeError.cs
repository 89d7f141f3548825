namespace PSBackprop.Propagation.Losses;

/// <summary>e = max(0, 1 − t a) with t = ±1; ∂e/∂a = −t where t a &lt; 1, else 0 (Cortes, Vapnik 1995).</summary>
internal readonly struct HingeError : IElementwiseLoss
{
    public static readonly LossMember Member = new(Loss.Hinge, static _ => new ElementwiseLoss<HingeError>());

    public static TargetDomain Domain => TargetDomain.Sign;

    public static Activation SuitedOutput => Activation.Tanh;

    public static double Value(double output, double target) => Math.Max(0, 1 - (target * output));

    public static double BestConstant(double[] targets, double[] weights) => Losses.BestConstant.ByBisection<HingeError>(targets, weights);

    public static double Slope(double output, double target) => target * output < 1 ? -target : 0;

    public static IReadOnlyList<double> Kinks(double target) => [1 / target];
}
