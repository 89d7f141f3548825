using System.Numerics;

namespace PSBackprop.Training;

/// <summary>
/// The penalty λ₁ Σ |w| + ½ λ₂ Σ w² over weights, never biases, and its gradient λ₁ sign(w) + λ₂ w
/// (Tibshirani 1996; Krogh, Hertz 1992).
/// </summary>
internal sealed class WeightPenalty(double l1, double l2)
{
    public bool IsNone => l1 == 0 && l2 == 0;

    /// <summary>Adds the penalty's gradient to <paramref name="gradient"/>.</summary>
    /// <returns>The penalty.</returns>
    public double Add<T>(IReadOnlyList<Layer> layers, T[] parameters, T[] gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T absolute = T.CreateTruncating(l1);
        T square = T.CreateTruncating(l2);
        double magnitudes = 0;
        double squares = 0;
        foreach (Layer layer in layers)
        {
            ReadOnlySpan<T> weights = layer.Range(parameters)[..layer.WeightCount];
            Span<T> slopes = layer.Range(gradient)[..layer.WeightCount];
            for (int i = 0; i < weights.Length; i++)
            {
                T weight = weights[i];

                // T.Sign throws for NaN, which a diverging training has for a moment; here it goes on into the gradient.
                slopes[i] += (square * weight) + (weight > T.Zero ? absolute : weight < T.Zero ? -absolute : T.Zero);
                double value = double.CreateTruncating(weight);
                magnitudes += Math.Abs(value);
                squares += value * value;
            }
        }

        return (l1 * magnitudes) + (0.5 * l2 * squares);
    }
}
