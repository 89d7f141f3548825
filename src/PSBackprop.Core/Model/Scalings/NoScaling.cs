namespace PSBackprop.Scalings;

/// <summary>Numbers as they are.</summary>
internal sealed class NoScaling : ScalingMember
{
    public override Scaling Kind => Scaling.None;

    public override string? Formula(string name, double offset, double scale) => null;

    private protected override (double Offset, double Scale) Measure(NumberStatistics numbers) => (0, 1);
}
