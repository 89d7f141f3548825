namespace PSBackprop.Propagation.Losses;

/// <summary>
/// e = a − t ln(a + ε), the negative logarithm of a Poisson likelihood with mean a, constants aside; ∂e/∂a = 1 − t / (a + ε), ε = 1e-8
/// as in PyTorch.
/// </summary>
internal readonly struct PoissonError : IElementwiseLoss
{
    public static readonly LossMember Member = new(Loss.Poisson, static _ => new ElementwiseLoss<PoissonError>());

    public static TargetDomain Domain => TargetDomain.NotNegative;

    public static Activation SuitedOutput => Activation.Softplus;

    private const double Epsilon = 1e-8;

    public static double Value(double output, double target) => output - (target * Math.Log(output + Epsilon));

    public static double Slope(double output, double target) => 1 - (target / (output + Epsilon));
}
