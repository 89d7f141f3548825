namespace PSBackprop.Scalings;

/// <summary>(x − smallest) / (largest − smallest): from 0 to 1.</summary>
internal sealed class MinMaxScaling : ScalingMember
{
    public override Scaling Kind => Scaling.MinMax;

    private protected override (double Offset, double Scale) Measure(double[] numbers) => (numbers.Min(), numbers.Max() - numbers.Min());
}
