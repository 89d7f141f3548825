using System.Numerics;

using PSBackprop.Numerics;

namespace PSBackprop.Training;

/// <summary>
/// Keeps steps short: each element of the gradient is cut to a range, then the whole is shortened to a length
/// (Pascanu, Mikolov, Bengio 2013; the factor is length / (norm + 1e-6) as in PyTorch).
/// </summary>
internal sealed class GradientClip(double? norm, double? value)
{
    public void Apply<T>(T[] gradient, IReadOnlyList<(int Start, int Length)> ranges)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (value is { } largest)
        {
            T limit = T.CreateTruncating(largest);
            for (int i = 0; i < ranges.Count; i++)
            {
                foreach (ref T element in gradient.AsSpan(ranges[i].Start, ranges[i].Length))
                {
                    element = T.Clamp(element, -limit, limit);
                }
            }
        }

        if (norm is { } length && Reduction.Norm(gradient, ranges) is var actual && actual + 1e-6 > length)
        {
            T factor = T.CreateTruncating(length / (actual + 1e-6));
            for (int i = 0; i < ranges.Count; i++)
            {
                foreach (ref T element in gradient.AsSpan(ranges[i].Start, ranges[i].Length))
                {
                    element *= factor;
                }
            }
        }
    }
}
