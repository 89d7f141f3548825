using MathNet.Numerics.Random;

namespace PSBackprop.Initializers;

/// <summary>
/// Weights whose variance follows from the layer's size: 2 / (inputs + units) (Glorot, Bengio 2010), 2 / inputs
/// (He et al. 2015), 1 / inputs (LeCun et al. 1998). The uniform form takes ±√(3 · variance).
/// </summary>
internal sealed class VarianceScaling : WeightInitializer
{
    public static readonly InitializerMember GlorotUniform = Uniform(Initializer.GlorotUniform, Glorot);

    public static readonly InitializerMember GlorotNormal = Normal(Initializer.GlorotNormal, Glorot);

    public static readonly InitializerMember HeUniform = Uniform(Initializer.HeUniform, He);

    public static readonly InitializerMember HeNormal = Normal(Initializer.HeNormal, He);

    public static readonly InitializerMember LeCunUniform = Uniform(Initializer.LeCunUniform, LeCun);

    public static readonly InitializerMember LeCunNormal = Normal(Initializer.LeCunNormal, LeCun);

    private readonly Func<int, int, double> _variance;
    private readonly bool _uniform;

    private VarianceScaling(Func<int, int, double> variance, bool uniform)
    {
        _variance = variance;
        _uniform = uniform;
    }

    public override void Fill(Span<double> weights, Span<double> biases, int inputs, int units, RandomSource random)
    {
        double variance = _variance(inputs, units);
        if (_uniform)
        {
            double limit = Math.Sqrt(3 * variance);
            FillUniform(weights, -limit, limit, random);
        }
        else
        {
            FillNormal(weights, Math.Sqrt(variance), random);
        }
    }

    private static double Glorot(int inputs, int units) => 2.0 / (inputs + units);

    private static double He(int inputs, int units) => 2.0 / inputs;

    private static double LeCun(int inputs, int units) => 1.0 / inputs;

    private static InitializerMember Uniform(Initializer kind, Func<int, int, double> variance) =>
        new(kind, _ => new VarianceScaling(variance, uniform: true));

    private static InitializerMember Normal(Initializer kind, Func<int, int, double> variance) =>
        new(kind, _ => new VarianceScaling(variance, uniform: false));
}
