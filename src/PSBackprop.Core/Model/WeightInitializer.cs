using MathNet.Numerics.Random;

using PSBackprop.Initializers;

namespace PSBackprop;

/// <summary>Draws the first weights (and, for a few methods, biases) of one layer.</summary>
internal abstract class WeightInitializer
{
    /// <summary>The one place that says what an <see cref="Initializer"/> stands for.</summary>
    /// <param name="initializer">The method.</param>
    /// <param name="range">Lower and upper end for <see cref="Initializer.Uniform"/>; null for [0, 1).</param>
    /// <param name="scale">The standard deviation for <see cref="Initializer.Normal"/>, the value for <see cref="Initializer.Constant"/>.</param>
    public static WeightInitializer Create(Initializer initializer, (double Lower, double Upper)? range, double? scale) => initializer switch
    {
        Initializer.Zeros => new ConstantInitializer(0),
        Initializer.Constant => new ConstantInitializer(scale ?? 0),
        Initializer.Uniform => new UniformInitializer(range?.Lower ?? 0, range?.Upper ?? 1),
        Initializer.Normal => new NormalInitializer(scale ?? 0.05),
        Initializer.GlorotUniform => VarianceScaling.Uniform(static (inputs, units) => 2.0 / (inputs + units)),
        Initializer.GlorotNormal => VarianceScaling.Normal(static (inputs, units) => 2.0 / (inputs + units)),
        Initializer.HeUniform => VarianceScaling.Uniform(static (inputs, _) => 2.0 / inputs),
        Initializer.HeNormal => VarianceScaling.Normal(static (inputs, _) => 2.0 / inputs),
        Initializer.LeCunUniform => VarianceScaling.Uniform(static (inputs, _) => 1.0 / inputs),
        Initializer.LeCunNormal => VarianceScaling.Normal(static (inputs, _) => 1.0 / inputs),
        Initializer.Orthogonal => new OrthogonalInitializer(),
        Initializer.NguyenWidrow => new NguyenWidrowInitializer(),
        _ => throw new ArgumentOutOfRangeException(nameof(initializer), initializer, null),
    };

    /// <summary>The method that keeps the signal's variance through a layer with this activation.</summary>
    public static Initializer DefaultFor(Activation activation) => activation switch
    {
        Activation.ReLU or Activation.LeakyReLU or Activation.Elu or Activation.Gelu or Activation.GeluTanh or Activation.SiLU or Activation.Mish => Initializer.HeUniform,
        Activation.Selu => Initializer.LeCunNormal,
        _ => Initializer.GlorotUniform,
    };

    /// <summary>Fills a layer's parameters; the biases are zero on entry.</summary>
    /// <param name="weights">[inputs × units], row-major.</param>
    /// <param name="biases">[units], or empty for a layer without biases.</param>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="units">The number of units.</param>
    /// <param name="random">The layer's own stream.</param>
    public abstract void Fill(Span<double> weights, Span<double> biases, int inputs, int units, RandomSource random);
}
