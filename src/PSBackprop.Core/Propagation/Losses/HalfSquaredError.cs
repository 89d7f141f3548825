namespace PSBackprop.Propagation.Losses;

/// <summary>e = ½ (t − a)², ∂e/∂a = a − t (Rumelhart, Hinton, Williams 1986).</summary>
internal readonly struct HalfSquaredError : IElementwiseLoss
{
    public static readonly LossMember Member = new(Loss.SumSquaredError, static _ => new ElementwiseLoss<HalfSquaredError>());

    public static bool IsMean => false;

    public static double Value(double output, double target) => 0.5 * (target - output) * (target - output);

    public static double Slope(double output, double target) => output - target;
}
