using System.Numerics;

using PSBackprop.Numerics;

namespace PSBackprop.Layers;

/// <summary>What one layer holds during a pass over up to a fixed number of rows; all matrices are [rows × units].</summary>
internal class LayerBuffers<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <param name="rows">The largest number of rows.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="purpose">What the passes are for.</param>
    public LayerBuffers(int rows, Layer layer, PassPurpose purpose)
    {
        int count = rows * layer.Units;
        IsTraining = purpose == PassPurpose.Training;
        HasMask = IsTraining && layer.Dropout > 0;
        Output = new T[count];
        NetInput = purpose == PassPurpose.Prediction ? Output : new T[count];
        Delta = IsTraining ? new T[count] : [];
        Mask = HasMask ? new T[count] : [];
        DroppedOutput = HasMask ? new T[count] : Output;
    }

    /// <summary>The threads that share the layer's products.</summary>
    public ParallelTeam Team { get; init; } = ParallelTeam.Single;

    public bool IsTraining { get; }

    /// <summary>The buffers of each member's layers; empty where there are no members.</summary>
    public virtual IReadOnlyList<IReadOnlyList<LayerBuffers<T>>> OfMembers => [];

    /// <summary>Whether outputs are dropped.</summary>
    public bool HasMask { get; }

    /// <summary>z.</summary>
    public T[] NetInput { get; }

    /// <summary>a.</summary>
    public T[] Output { get; }

    /// <summary>What goes on to the next layer: a, after dropout.</summary>
    public T[] DroppedOutput { get; }

    /// <summary>0 for a dropped output, 1 / (1 − probability) for one that is kept.</summary>
    public T[] Mask { get; }

    /// <summary>∂E/∂(dropped output), then ∂E/∂z.</summary>
    public T[] Delta { get; }
}
