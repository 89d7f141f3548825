using System.Numerics;

namespace PSBackprop;

/// <summary>What one layer holds during a pass over up to a fixed number of rows; all matrices are [rows × units].</summary>
internal sealed class LayerActivity<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <param name="rows">The largest number of rows.</param>
    /// <param name="units">The layer's units.</param>
    /// <param name="keep">Whether net inputs are kept and deltas computed, as training needs.</param>
    public LayerActivity(int rows, int units, bool keep)
    {
        Output = new T[rows * units];
        NetInput = keep ? new T[rows * units] : Output;
        Delta = keep ? new T[rows * units] : [];
    }

    /// <summary>z.</summary>
    public T[] NetInput { get; }

    /// <summary>a.</summary>
    public T[] Output { get; }

    /// <summary>∂E/∂a, then ∂E/∂z.</summary>
    public T[] Delta { get; }
}
