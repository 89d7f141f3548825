using System.Numerics;

using PSBackprop.Numerics.Kernels;

namespace PSBackprop.Numerics;

/// <summary>
/// The one entry point for matrix products. All matrices are row-major and dense.
/// </summary>
/// <remarks>
/// Every element of the result is one chain of fused multiply-adds over the summed index, in rising order, starting
/// from zero, the element's previous value or another one that is given. The bits of an element therefore depend neither on the sizes around
/// it, nor on how the work is blocked, vectorised or shared: one row alone gives what it gives among a million.
/// </remarks>
internal static class MatrixProduct
{
    // Below this many multiplications packing costs more than it gains, and below the second a second thread does.
    private const long FewestToPack = 8 * 1024;
    private const long FewestToShare = 2 * 1024 * 1024;
    private const int FewestRowsToPack = 4;

    /// <summary>C[m × n] = A[m × k] · B[k × n], added to C where <paramref name="accumulate"/> is set.</summary>
    public static void Multiply<T>(ParallelTeam team, int m, int n, int k, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(m, n, k, a, b, c);
        if (TryBlocked(team, m, n, k, a, false, b, false, c, accumulate ? c : default))
        {
            return;
        }

        DirectProduct.Multiply(m, n, k, a, k, 1, b, c, accumulate);
    }

    /// <summary>C[m × n] = A[m × k] · B[k × n] + <paramref name="row"/> [n] in each row, where each sum starts from.</summary>
    public static void Multiply<T>(ParallelTeam team, int m, int n, int k, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> row, Span<T> c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(m, n, k, a, b, c);
        if (TryBlocked(team, m, n, k, a, false, b, false, c, row[..n]))
        {
            return;
        }

        Rows.Fill(row[..n], c[..(m * n)]);
        DirectProduct.Multiply(m, n, k, a, k, 1, b, c, accumulate: true);
    }

    /// <summary>C[m × n] = Aᵀ · B[k × n] with A stored as [k × m], added to C where <paramref name="accumulate"/> is set.</summary>
    public static void MultiplyTransposedLeft<T>(ParallelTeam team, int m, int n, int k, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(m, n, k, a, b, c);
        if (TryBlocked(team, m, n, k, a, true, b, false, c, accumulate ? c : default))
        {
            return;
        }

        DirectProduct.Multiply(m, n, k, a, 1, m, b, c, accumulate);
    }

    /// <summary>C[m × n] = A[m × k] · Bᵀ with B stored as [n × k], added to C where <paramref name="accumulate"/> is set.</summary>
    public static void MultiplyTransposedRight<T>(ParallelTeam team, int m, int n, int k, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(m, n, k, a, b, c);
        if (TryBlocked(team, m, n, k, a, false, b, true, c, accumulate ? c : default))
        {
            return;
        }

        ReferenceProduct.Multiply(m, n, k, a, k, 1, b, 1, k, c, accumulate);
    }

    private static bool TryBlocked<T>(
        ParallelTeam team,
        int m,
        int n,
        int k,
        ReadOnlySpan<T> a,
        bool aTransposed,
        ReadOnlySpan<T> b,
        bool bTransposed,
        Span<T> c,
        ReadOnlySpan<T> start)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        long products = (long)m * n * k;
        if (products < FewestToPack || m < FewestRowsToPack || TileKernel.Widest == KernelWidth.None)
        {
            return false;
        }

        ParallelTeam sharing = products < FewestToShare ? ParallelTeam.Single : team;
        BlockedProduct<T>.Multiply(sharing, TileKernel.Widest, m, n, k, a, aTransposed, b, bTransposed, c, start);
        return true;
    }

    private static void Check<T>(int m, int n, int k, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c)
    {
        if (a.Length < (long)m * k || b.Length < (long)k * n || c.Length < (long)m * n)
        {
            throw new ArgumentException(
                $"A product of [{m} × {k}] and [{k} × {n}] needs {(long)m * k}, {(long)k * n} and {(long)m * n} elements; "
                + $"the spans have {a.Length}, {b.Length} and {c.Length}.");
        }
    }
}
