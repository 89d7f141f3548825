using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PSBackprop.Numerics;

/// <summary>Rectangular arrays as what they are in memory.</summary>
internal static class FlatMatrix
{
    /// <summary>The elements row after row. Copying them as spans counts elements; Buffer.BlockCopy counts bytes, which end at 2³¹.</summary>
    public static Span<double> Of(double[,] matrix) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, double>(ref MemoryMarshal.GetArrayDataReference(matrix)), matrix.Length);
}
