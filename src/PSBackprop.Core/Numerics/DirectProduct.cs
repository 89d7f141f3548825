using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PSBackprop.Numerics;

/// <summary>The matrix product for sizes too small to pack: vectors along the rows of B, scalars for what is left.</summary>
internal static class DirectProduct
{
    /// <summary>C[m × n] = A · B, added to C where asked for; element (i, p) of A is at i · aRow + p · aColumn, B is stored [k × n].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T>(int m, int n, int k, ReadOnlySpan<T> a, int aRow, int aColumn, ReadOnlySpan<T> b, Span<T> c, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T left = ref MemoryMarshal.GetReference(a);
        ref T right = ref MemoryMarshal.GetReference(b);
        ref T result = ref MemoryMarshal.GetReference(c);
        int width = FusedVector<T>.Count;
        for (int i = 0; i < m; i++)
        {
            ref T row = ref Unsafe.Add(ref left, i * aRow);
            ref T target = ref Unsafe.Add(ref result, i * n);
            int j = 0;
            for (; j <= n - (4 * width); j += 4 * width)
            {
                FusedVector<T>.Add4(k, ref row, aColumn, ref Unsafe.Add(ref right, j), n, ref Unsafe.Add(ref target, j), accumulate);
            }

            for (; j <= n - width; j += width)
            {
                FusedVector<T>.Add1(k, ref row, aColumn, ref Unsafe.Add(ref right, j), n, ref Unsafe.Add(ref target, j), accumulate);
            }

            for (; j < n; j++)
            {
                T sum = accumulate ? Unsafe.Add(ref target, j) : T.Zero;
                for (int p = 0; p < k; p++)
                {
                    sum = T.FusedMultiplyAdd(Unsafe.Add(ref row, p * aColumn), Unsafe.Add(ref right, (p * n) + j), sum);
                }

                Unsafe.Add(ref target, j) = sum;
            }
        }
    }
}
