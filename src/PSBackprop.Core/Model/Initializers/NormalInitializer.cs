using MathNet.Numerics.Random;

namespace PSBackprop.Initializers;

/// <summary>w normal with mean 0.</summary>
internal sealed class NormalInitializer(double standardDeviation) : WeightInitializer
{
    private static readonly InitializerSetting<double> s_standardDeviation = new(
        nameof(NetworkSettings.WeightScale), static settings => settings.WeightScale, 0.05, "the standard deviation");

    public static readonly InitializerMember Member = new(
        Initializer.Normal, static settings => new NormalInitializer(s_standardDeviation.In(settings)))
    {
        Settings = [s_standardDeviation],
    };

    public override void Fill(Span<double> weights, Span<double> biases, int inputs, int units, RandomSource random) =>
        FillNormal(weights, standardDeviation, random);
}
