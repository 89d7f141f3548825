using MathNet.Numerics.Random;

namespace PSBackprop.Initializers;

/// <summary>
/// Weights whose variance follows from the layer's size: 2 / (inputs + units) (Glorot, Bengio 2010), 2 / inputs
/// (He et al. 2015), 1 / inputs (LeCun et al. 1998). The uniform form takes ±√(3 · variance).
/// </summary>
internal sealed class VarianceScaling : WeightInitializer
{
    private readonly Func<int, int, double> _variance;
    private readonly bool _uniform;

    private VarianceScaling(Func<int, int, double> variance, bool uniform)
    {
        _variance = variance;
        _uniform = uniform;
    }

    public static VarianceScaling Uniform(Func<int, int, double> variance) => new(variance, uniform: true);

    public static VarianceScaling Normal(Func<int, int, double> variance) => new(variance, uniform: false);

    public override void Fill(Span<double> weights, Span<double> biases, int inputs, int units, RandomSource random)
    {
        double variance = _variance(inputs, units);
        double limit = Math.Sqrt(3 * variance);
        WeightInitializer initializer = _uniform
            ? new UniformInitializer(-limit, limit)
            : new NormalInitializer(Math.Sqrt(variance));
        initializer.Fill(weights, biases, inputs, units, random);
    }
}
