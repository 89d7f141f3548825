using System.Numerics;
using System.Runtime.CompilerServices;

namespace PSBackprop.Numerics;

/// <summary>Operations between a row-major matrix and one row.</summary>
internal static class Rows
{
    /// <summary>Copies <paramref name="row"/> [columns] into each row of <paramref name="matrix"/> [rows × columns].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<T>(ReadOnlySpan<T> row, Span<T> matrix)
    {
        for (int start = 0; start < matrix.Length; start += row.Length)
        {
            row.CopyTo(matrix[start..]);
        }
    }

    /// <summary>Adds the rows of <paramref name="matrix"/> [rows × columns], first to last, to <paramref name="sums"/> [columns].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddColumnSums<T>(ReadOnlySpan<T> matrix, Span<T> sums)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int columns = sums.Length;
        int j = 0;
        for (; j <= columns - Vector<T>.Count; j += Vector<T>.Count)
        {
            var sum = new Vector<T>(sums[j..]);
            for (int start = j; start < matrix.Length; start += columns)
            {
                sum += new Vector<T>(matrix[start..]);
            }

            sum.CopyTo(sums[j..]);
        }

        for (; j < columns; j++)
        {
            T sum = sums[j];
            for (int start = j; start < matrix.Length; start += columns)
            {
                sum += matrix[start];
            }

            sums[j] = sum;
        }
    }
}
