using System.Globalization;
using System.Runtime.InteropServices;

using PSBackprop.Data;

namespace PSBackprop.Training;

/// <summary>
/// Tells data apart by all its bits: one hash of what the rows hold, whatever their order, and one of their order. Made
/// of the finalizer of SplitMix64 (Steele, Lea, Flood 2014); against accident, not against intent.
/// </summary>
internal sealed class RowHash
{
    private ulong _content;
    private ulong _order;

    /// <summary>The same for the same rows in any order.</summary>
    public string Content => Text(_content);

    /// <summary>The same for the same rows in the same order.</summary>
    public string Order => Text(_order);

    public static string Of(IEnumerable<string> texts)
    {
        ulong hash = 0;
        foreach (string text in texts)
        {
            foreach (char character in text)
            {
                hash = Mix(hash, character);
            }

            // What no character is.
            hash = Mix(hash, ulong.MaxValue);
        }

        return Text(hash);
    }

    /// <param name="input">[rows × features].</param>
    /// <param name="target">[rows × outputs].</param>
    /// <param name="weights">[rows], or none.</param>
    public void Add(DataMatrix input, DataMatrix target, double[] weights)
    {
        foreach (var (inputs, targets) in input.Pieces().Zip(target.Pieces()))
        {
            Add(inputs, targets, weights.Length == 0 ? [] : weights.AsSpan(inputs.FirstRow, inputs.Rows));
        }
    }

    private void Add(DataMatrix input, DataMatrix target, ReadOnlySpan<double> weights)
    {
        ReadOnlySpan<ulong> targets = MemoryMarshal.Cast<double, ulong>(target.Values);
        ReadOnlySpan<ulong> weight = MemoryMarshal.Cast<double, ulong>(weights);
        for (int i = 0; i < input.Rows; i++)
        {
            ulong row = Mix(0, input, i);
            row = Mix(row, targets.Slice(i * target.Columns, target.Columns));
            row = Mix(row, weight.IsEmpty ? default : weight.Slice(i, 1));
            _content += row;
            _order = Mix(_order, row);
        }
    }

    private static ulong Mix(ulong hash, DataMatrix data, int row)
    {
        if (data.Sparse is not { } sparse)
        {
            return Mix(hash, MemoryMarshal.Cast<double, ulong>(data.Values.Slice(row * data.Columns, data.Columns)));
        }

        foreach (int place in sparse.Places(row))
        {
            hash = Mix(hash, (ulong)place);
        }

        return Mix(hash, MemoryMarshal.Cast<double, ulong>(sparse.Values(row)));
    }

    private static ulong Mix(ulong hash, ReadOnlySpan<ulong> values)
    {
        foreach (ulong value in values)
        {
            hash = Mix(hash, value);
        }

        return hash;
    }

    private static ulong Mix(ulong hash, ulong value)
    {
        ulong mixed = hash + value + 0x9E37_79B9_7F4A_7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return mixed ^ (mixed >> 31);
    }

    private static string Text(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);
}
