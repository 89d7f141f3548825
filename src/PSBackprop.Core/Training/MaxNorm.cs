using System.Numerics;

namespace PSBackprop.Training;

/// <summary>
/// After each step, a unit whose incoming weights are longer than a limit gets them shortened to it (Srebro, Shraibman
/// 2005; Srivastava et al. 2014). Biases do not count, and frozen weights stay as they are.
/// </summary>
internal sealed class MaxNorm(double? limit)
{
    public void Apply<T>(IReadOnlyList<Layer> layers, T[] parameters)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (limit is not { } largest)
        {
            return;
        }

        for (int l = 0; l < layers.Count; l++)
        {
            if (!layers[l].IsFrozen(FrozenPart.Weights))
            {
                Shorten(layers[l].Range(parameters)[..layers[l].WeightCount], layers[l].Units, largest);
            }
        }
    }

    private static void Shorten<T>(Span<T> weights, int units, double largest)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int unit = 0; unit < units; unit++)
        {
            double squares = 0;
            for (int i = unit; i < weights.Length; i += units)
            {
                double weight = double.CreateTruncating(weights[i]);
                squares += weight * weight;
            }

            double norm = Math.Sqrt(squares);
            if (norm > largest)
            {
                T factor = T.CreateTruncating(largest / norm);
                for (int i = unit; i < weights.Length; i += units)
                {
                    weights[i] *= factor;
                }
            }
        }
    }
}
