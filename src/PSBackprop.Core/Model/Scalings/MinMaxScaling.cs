namespace PSBackprop.Scalings;

/// <summary>(x − smallest) / (largest − smallest): from 0 to 1.</summary>
internal sealed class MinMaxScaling : ScalingMember
{
    public override Scaling Kind => Scaling.MinMax;

    private protected override (double Offset, double Scale) Measure(NumberStatistics numbers) => (numbers.Minimum, numbers.Maximum - numbers.Minimum);
}
