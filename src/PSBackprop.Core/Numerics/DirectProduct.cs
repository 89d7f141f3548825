using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PSBackprop.Numerics;

/// <summary>The matrix product for sizes too small to pack: vectors along the rows of B, scalars for what is left.</summary>
internal static class DirectProduct
{
    // From this size on B comes from memory faster row after row than in strips down its columns.
    private const int FewestToStream = 32 * 1024;

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
            if ((long)k * n >= FewestToStream && n >= width)
            {
                j = n - (n % width);
                Stream(n, k, ref row, aColumn, ref right, ref target, j, accumulate);
            }

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

    // Four rows of B at a time go into the row of C; each element still adds them up in their order.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Stream<T>(int n, int k, ref T a, int aColumn, ref T b, ref T c, int columns, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int together = 4;
        if (!accumulate)
        {
            MemoryMarshal.CreateSpan(ref c, columns).Clear();
        }

        int p = 0;
        for (; p <= k - together; p += together)
        {
            FusedVector<T>.AddRows4(columns, ref Unsafe.Add(ref a, p * aColumn), aColumn, ref Unsafe.Add(ref b, (nint)p * n), n, ref c);
        }

        for (; p < k; p++)
        {
            FusedVector<T>.AddRow(columns, Unsafe.Add(ref a, p * aColumn), ref Unsafe.Add(ref b, (nint)p * n), ref c);
        }
    }
}
