namespace PSBackprop.Propagation.Losses;

/// <summary>e = |t − a|, ∂e/∂a = sign(a − t), which is taken as 0 where they are equal.</summary>
internal readonly struct AbsoluteError : IElementwiseLoss
{
    public static readonly LossMember Member = new(Loss.MeanAbsoluteError, static _ => new ElementwiseLoss<AbsoluteError>());

    public static double Value(double output, double target) => Math.Abs(target - output);

    public static double Slope(double output, double target) => output.CompareTo(target);

    public static double BestConstant(double[] targets, double[] weights) => Losses.BestConstant.Median(targets, weights);

    public static IReadOnlyList<double> Kinks(double target) => [target];
}
