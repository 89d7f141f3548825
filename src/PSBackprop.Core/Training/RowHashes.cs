using System.Runtime.InteropServices;

using PSBackprop.Data;

namespace PSBackprop.Training;

/// <summary>A hash of each row by all bits of what it holds; against accident, not against intent.</summary>
internal static class RowHashes
{
    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;

    /// <param name="input">[rows × features].</param>
    /// <param name="target">[rows × outputs].</param>
    /// <returns>[rows].</returns>
    public static ulong[] Of(DataMatrix input, DataMatrix target)
    {
        ulong[] hashes = new ulong[input.Rows];
        for (int row = 0; row < hashes.Length; row++)
        {
            hashes[row] = Mix(Mix(Of(input, row)) + Of(target, row));
        }

        return hashes;
    }

    private static ulong Of(DataMatrix data, int row)
    {
        if (data.Sparse is { } sparse)
        {
            return Of(sparse.Places(row), MemoryMarshal.Cast<double, ulong>(sparse.Values(row)));
        }

        // Each number by its place and all summed up, so that the processor need not wait for one before the next.
        ReadOnlySpan<ulong> values = MemoryMarshal.Cast<double, ulong>(data.Values.Slice(row * data.Columns, data.Columns));
        ulong sum = 0;
        for (int j = 0; j < values.Length; j++)
        {
            sum += Mix(values[j] + ((ulong)j * Odd));
        }

        return sum;
    }

    private static ulong Of(ReadOnlySpan<int> places, ReadOnlySpan<ulong> values)
    {
        ulong sum = 0;
        for (int i = 0; i < places.Length; i++)
        {
            sum += Mix(values[i] + ((ulong)places[i] * Odd));
        }

        return sum;
    }

    // The finalizer of SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
