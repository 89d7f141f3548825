using MathNet.Numerics.Random;

namespace PSBackprop.Initializers;

/// <summary>w uniform on [lower, upper).</summary>
internal sealed class UniformInitializer(double lower, double upper) : WeightInitializer
{
    public static readonly InitializerMember Member = new(
        Initializer.Uniform,
        static settings => new UniformInitializer(settings.WeightRange?.Lower ?? 0, settings.WeightRange?.Upper ?? 1));

    public override void Fill(Span<double> weights, Span<double> biases, int inputs, int units, RandomSource random)
    {
        foreach (ref double weight in weights)
        {
            weight = lower + ((upper - lower) * random.NextDouble());
        }
    }
}
