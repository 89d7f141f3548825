using MathNet.Numerics.Random;

namespace PSBackprop.Initializers;

/// <summary>w = value.</summary>
internal sealed class ConstantInitializer(double value) : WeightInitializer
{
    public static readonly InitializerMember Member = new(Initializer.Constant, static settings => new ConstantInitializer(settings.WeightScale ?? 0));

    public static readonly InitializerMember Zeros = new(Initializer.Zeros, static _ => new ConstantInitializer(0));

    public override void Fill(Span<double> weights, Span<double> biases, int inputs, int units, RandomSource random) =>
        weights.Fill(value);
}
