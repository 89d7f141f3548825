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
}
