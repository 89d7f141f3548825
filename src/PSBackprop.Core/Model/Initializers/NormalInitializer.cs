using MathNet.Numerics.Random;

using Distribution = MathNet.Numerics.Distributions.Normal;

namespace PSBackprop.Initializers;

/// <summary>w normal with mean 0.</summary>
internal sealed class NormalInitializer(double standardDeviation) : WeightInitializer
{
    public static readonly InitializerMember Member = new(Initializer.Normal, static settings => new NormalInitializer(settings.WeightScale ?? 0.05));

    public override void Fill(Span<double> weights, Span<double> biases, int inputs, int units, RandomSource random)
    {
        foreach (ref double weight in weights)
        {
            weight = Distribution.Sample(random, 0, standardDeviation);
        }
    }
}
