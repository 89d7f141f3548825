using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace PSBackprop.Initializers;

/// <summary>Draws the first weights (and, for a few methods, biases) of one layer.</summary>
internal abstract class WeightInitializer
{
    /// <summary>Fills a layer's parameters; the biases are zero on entry.</summary>
    /// <param name="weights">[inputs × units], row-major.</param>
    /// <param name="biases">[units], or empty for a layer without biases.</param>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="units">The number of units.</param>
    /// <param name="random">The layer's own stream.</param>
    public abstract void Fill(Span<double> weights, Span<double> biases, int inputs, int units, RandomSource random);

    /// <summary>Draws numbers that are uniform on [lower, upper).</summary>
    protected static void FillUniform(Span<double> values, double lower, double upper, RandomSource random)
    {
        foreach (ref double value in values)
        {
            value = lower + ((upper - lower) * random.NextDouble());
        }
    }

    /// <summary>Draws normal numbers with mean 0.</summary>
    protected static void FillNormal(Span<double> values, double standardDeviation, RandomSource random)
    {
        foreach (ref double value in values)
        {
            value = Normal.Sample(random, 0, standardDeviation);
        }
    }
}
