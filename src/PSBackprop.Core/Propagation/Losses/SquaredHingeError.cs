namespace PSBackprop.Propagation.Losses;

/// <summary>e = max(0, 1 − t a)² with t = ±1; ∂e/∂a = −2 t max(0, 1 − t a).</summary>
internal readonly struct SquaredHingeError : IElementwiseLoss
{
    public static readonly LossMember Member = new(Loss.SquaredHinge, static _ => new ElementwiseLoss<SquaredHingeError>());

    public static TargetDomain Domain => TargetDomain.Sign;

    public static Activation SuitedOutput => Activation.Tanh;

    public static double Value(double output, double target) => Math.Max(0, 1 - (target * output)) * Math.Max(0, 1 - (target * output));

    public static double Slope(double output, double target) => -2 * target * Math.Max(0, 1 - (target * output));

    public static IReadOnlyList<double> Kinks(double target) => [1 / target];
}
