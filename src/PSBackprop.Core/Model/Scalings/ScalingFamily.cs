namespace PSBackprop.Scalings;

/// <summary>The ways in which numbers are scaled.</summary>
internal static class ScalingFamily
{
    public static Family<Scaling, ScalingMember> All { get; } = new(new StandardScaling(), new MinMaxScaling(), new NoScaling(), new RobustScaling());
}
