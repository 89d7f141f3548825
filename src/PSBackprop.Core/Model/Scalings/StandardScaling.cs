using PSBackprop.Numerics;

namespace PSBackprop.Scalings;

/// <summary>(x − mean) / standard deviation, the latter with n in the divisor: mean 0 and variance 1.</summary>
internal sealed class StandardScaling : ScalingMember
{
    public override Scaling Kind => Scaling.Standard;

    private protected override (double Offset, double Scale) Measure(NumberStatistics numbers) => (numbers.Mean, numbers.StandardDeviation);
}
