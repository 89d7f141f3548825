using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PSBackprop.Numerics;

/// <summary>Matrix products with a sparse left side.</summary>
/// <remarks>
/// Each element of the result is the chain of fused multiply-adds that <see cref="MatrixProduct"/> has for it, without
/// those whose factor is zero, which leave a sum as it is: the bits are those of the dense product.
/// </remarks>
internal static class SparseProduct
{
    /// <summary>C[m × n] = A[m × k] · B[k × n], added to C where <paramref name="accumulate"/> is set.</summary>
    public static void Multiply<T>(SparseMatrix<T> a, int n, ReadOnlySpan<T> b, Span<T> c, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!accumulate)
        {
            c[..(a.Rows * n)].Clear();
        }

        for (int row = 0; row < a.Rows; row++)
        {
            ReadOnlySpan<int> places = a.Places(row);
            ReadOnlySpan<T> values = a.Values(row);
            Span<T> sums = c.Slice(row * n, n);
            for (int i = 0; i < places.Length; i++)
            {
                Add(values[i], b.Slice(places[i] * n, n), sums);
            }
        }
    }

    /// <summary>C[k × n] = Aᵀ · B[m × n] with A stored as [m × k], added to C where <paramref name="accumulate"/> is set.</summary>
    public static void MultiplyTransposedLeft<T>(SparseMatrix<T> a, int n, ReadOnlySpan<T> b, Span<T> c, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!accumulate)
        {
            c[..(a.Columns * n)].Clear();
        }

        for (int row = 0; row < a.Rows; row++)
        {
            ReadOnlySpan<int> places = a.Places(row);
            ReadOnlySpan<T> values = a.Values(row);
            ReadOnlySpan<T> factors = b.Slice(row * n, n);
            for (int i = 0; i < places.Length; i++)
            {
                Add(values[i], factors, c.Slice(places[i] * n, n));
            }
        }
    }

    // c ← a b + c, element by element.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T>(T a, ReadOnlySpan<T> b, Span<T> c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int j = 0;
        if (c.Length >= FusedVector<T>.Count)
        {
            j = c.Length - (c.Length % FusedVector<T>.Count);
            FusedVector<T>.AddRow(j, a, ref MemoryMarshal.GetReference(b), ref MemoryMarshal.GetReference(c));
        }

        for (; j < c.Length; j++)
        {
            c[j] = T.FusedMultiplyAdd(a, b[j], c[j]);
        }
    }
}
