using System.Numerics;

using PSBackprop.Numerics;

namespace PSBackprop.Propagation;

/// <summary>
/// Which outputs a pass drops. Whether one goes is a function of the key, the layer, the row's place in the epoch and
/// the unit alone, so it depends neither on batches and blocks nor on who computes it.
/// </summary>
/// <param name="Key">The epoch's key.</param>
/// <param name="FirstRow">The place in the epoch of the pass's first row.</param>
internal readonly record struct DropoutDraw(ulong Key, long FirstRow)
{
    /// <summary>
    /// Inverted dropout: 0 with the probability, else 1 / (1 − probability), so that the expected output is what
    /// prediction gives (Srivastava et al. 2014).
    /// </summary>
    public void Fill<T>(Span<T> mask, int layer, int units, double probability)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ulong key = RandomStream.Scatter(Key + (ulong)layer);
        ulong first = (ulong)(FirstRow * units);
        double threshold = probability * 4294967296.0;
        T kept = T.CreateTruncating(1 / (1 - probability));
        for (int i = 0; i < mask.Length; i++)
        {
            mask[i] = RandomStream.Scatter(key + first + (ulong)i) >> 32 < threshold ? T.Zero : kept;
        }
    }
}
