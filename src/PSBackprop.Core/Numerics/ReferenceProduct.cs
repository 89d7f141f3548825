using System.Numerics;
using System.Runtime.CompilerServices;

namespace PSBackprop.Numerics;

/// <summary>The matrix product written out plainly: what every faster kernel has to equal, bit for bit.</summary>
internal static class ReferenceProduct
{
    /// <summary>
    /// C[m × n] = A · B, or C + A · B. Element (i, p) of A lies at <c>i·aRow + p·aColumn</c>, element (p, j) of B at
    /// <c>p·bRow + j·bColumn</c>, so that a transposed operand is a matter of strides.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T>(
        int m,
        int n,
        int k,
        ReadOnlySpan<T> a,
        int aRow,
        int aColumn,
        ReadOnlySpan<T> b,
        int bRow,
        int bColumn,
        Span<T> c,
        bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                T sum = accumulate ? c[(i * n) + j] : T.Zero;
                for (int p = 0; p < k; p++)
                {
                    sum = T.FusedMultiplyAdd(a[(i * aRow) + (p * aColumn)], b[(p * bRow) + (j * bColumn)], sum);
                }

                c[(i * n) + j] = sum;
            }
        }
    }
}
