namespace PSBackprop.Initializers;

/// <summary>A way to draw first weights.</summary>
/// <param name="Kind">What users choose it by.</param>
/// <param name="Create">Makes it as a network's settings say.</param>
internal sealed record InitializerMember(Initializer Kind, Func<NetworkSettings, WeightInitializer> Create) : IFamilyMember<Initializer>
{
    /// <summary>The settings of a network that it takes notice of.</summary>
    public IReadOnlyList<IMemberSetting> Settings { get; init; } = [];
}

/// <summary>The ways to draw first weights.</summary>
internal static class InitializerFamily
{
    public static Family<Initializer, InitializerMember> All { get; } = new(
        VarianceScaling.GlorotUniform,
        VarianceScaling.GlorotNormal,
        VarianceScaling.HeUniform,
        VarianceScaling.HeNormal,
        VarianceScaling.LeCunUniform,
        VarianceScaling.LeCunNormal,
        UniformInitializer.Member,
        NormalInitializer.Member,
        OrthogonalInitializer.Member,
        NguyenWidrowInitializer.Member,
        ConstantInitializer.Member,
        ConstantInitializer.Zeros);
}
