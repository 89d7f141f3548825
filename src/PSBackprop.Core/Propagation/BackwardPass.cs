using System.Numerics;

using PSBackprop.Layers;
using PSBackprop.Propagation.Losses;

namespace PSBackprop.Propagation;

/// <summary>
/// Steps 2 and 3 of backpropagation: the loss, and the chain rule from the output layer back to the first
/// (Rumelhart, Hinton, Williams 1986).
/// </summary>
/// <remarks>
/// δ of the output layer is ∂E/∂a · f′(z). δ of a layer below is (δ of the layer above · Wᵀ) · f′(z), with the weights
/// that the forward pass used. The gradient of a weight is its input times its unit's δ.
/// </remarks>
internal static class BackwardPass
{
    /// <summary>The gradient of <paramref name="factor"/> times the summed loss, put into the workspace's gradient or added to it.</summary>
    /// <param name="workspace">Holds what the forward pass over the same rows has left.</param>
    /// <param name="input">[rows × features].</param>
    /// <param name="target">[rows × outputs].</param>
    /// <param name="weights">The rows' weights, [rows], or none if all count alike.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="factor">1 / the batch's sum of weights for a mean, 1 for a sum.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="accumulate">Whether the gradient is added to what is there.</param>
    public static void Run<T>(
        Workspace<T> workspace,
        BlockInput<T> input,
        ReadOnlySpan<T> target,
        ReadOnlySpan<T> weights,
        LossFunction loss,
        T factor,
        int rows,
        bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        OutputDelta(workspace, target, weights, loss, factor, rows);
        FromOutputDelta(workspace, input, rows, accumulate);
    }

    /// <summary>The backward pass from δ of the output layer, which is in its buffers.</summary>
    public static void FromOutputDelta<T>(Workspace<T> workspace, BlockInput<T> input, int rows, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int l = workspace.Buffers.Length - 1; l >= 0; l--)
        {
            Layer layer = workspace.Layers[l];
            LayerBuffers<T> buffers = workspace.Buffers[l];
            ReadOnlySpan<T> parameters = layer.Range(workspace.Parameters);
            if (l > 0)
            {
                ReadOnlySpan<T> below = workspace.Buffers[l - 1].DroppedOutput.AsSpan(0, rows * layer.Inputs);
                layer.Gradient(parameters, below, buffers, layer.Range(workspace.Gradient), rows, accumulate);
                if (workspace.Layers[l - 1].NeedsDelta)
                {
                    HiddenDelta(workspace, l, rows);
                }
            }
            else if (input.Sparse is { } sparse)
            {
                layer.Gradient(parameters, sparse, buffers, layer.Range(workspace.Gradient), accumulate);
            }
            else
            {
                layer.Gradient(parameters, input.Dense, buffers, layer.Range(workspace.Gradient), rows, accumulate);
            }
        }
    }

    private static void OutputDelta<T>(Workspace<T> workspace, ReadOnlySpan<T> target, ReadOnlySpan<T> weights, LossFunction loss, T factor, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Layer layer = workspace.Layers[^1];
        LayerBuffers<T> buffers = workspace.Buffers[^1];
        int count = rows * layer.Units;
        Span<T> delta = buffers.Delta.AsSpan(0, count);
        loss.Gradient(buffers.Output.AsSpan(0, count), target, factor, delta, layer.Units);
        for (int i = 0; i < weights.Length; i++)
        {
            foreach (ref T value in delta.Slice(i * layer.Units, layer.Units))
            {
                value *= weights[i];
            }
        }

        if (loss.FusedWith is null)
        {
            layer.NetInputDelta(buffers, rows);
        }
    }

    private static void HiddenDelta<T>(Workspace<T> workspace, int above, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Layer layerAbove = workspace.Layers[above];
        LayerBuffers<T> buffers = workspace.Buffers[above - 1];
        layerAbove.InputDelta(
            layerAbove.Range(workspace.Parameters),
            workspace.Buffers[above],
            buffers.Delta.AsSpan(0, rows * layerAbove.Inputs),
            rows);
        workspace.Layers[above - 1].NetInputDelta(buffers, rows);
    }
}
