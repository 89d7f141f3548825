using System.Numerics;

using PSBackprop.Numerics;

namespace PSBackprop.Propagation;

/// <summary>The inputs of a block of rows, [rows × features]: all numbers, or those that are not zero.</summary>
internal readonly ref struct BlockInput<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private BlockInput(ReadOnlySpan<T> dense, SparseMatrix<T>? sparse)
    {
        Dense = dense;
        Sparse = sparse;
    }

    /// <summary>All numbers; empty where only those that are not zero are kept.</summary>
    public ReadOnlySpan<T> Dense { get; }

    /// <summary>Those that are not zero; null where all are kept.</summary>
    public SparseMatrix<T>? Sparse { get; }

    public static implicit operator BlockInput<T>(ReadOnlySpan<T> dense) => new(dense, null);

    public static implicit operator BlockInput<T>(T[] dense) => new(dense, null);

    public static implicit operator BlockInput<T>(SparseMatrix<T> sparse) => new(default, sparse);
}
