using PSBackprop.Numerics;

namespace PSBackprop.Scalings;

/// <summary>(x − mean) / standard deviation, the latter with n in the divisor: mean 0 and variance 1.</summary>
internal sealed class StandardScaling : ScalingMember
{
    public override Scaling Kind => Scaling.Standard;

    private protected override (double Offset, double Scale) Measure(double[] numbers) => (Moments.Mean(numbers), Moments.StandardDeviation(numbers));
}
