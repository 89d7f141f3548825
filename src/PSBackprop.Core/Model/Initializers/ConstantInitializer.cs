using MathNet.Numerics.Random;

namespace PSBackprop.Initializers;

/// <summary>w = value.</summary>
internal sealed class ConstantInitializer(double value) : WeightInitializer
{
    public override void Fill(Span<double> weights, Span<double> biases, int inputs, int units, RandomSource random) =>
        weights.Fill(value);
}
