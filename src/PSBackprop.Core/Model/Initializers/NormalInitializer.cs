using MathNet.Numerics.Random;

using Distribution = MathNet.Numerics.Distributions.Normal;

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

    public override void Fill(Span<double> weights, Span<double> biases, int inputs, int units, RandomSource random)
    {
        foreach (ref double weight in weights)
        {
            weight = Distribution.Sample(random, 0, standardDeviation);
        }
    }
}
