using System.Numerics;

using PSBackprop.Layers;

namespace PSBackprop.Propagation;

/// <summary>Step 1 of backpropagation: the input goes through each layer, and every net input and output is kept.</summary>
internal static class ForwardPass
{
    /// <summary>Runs <paramref name="input"/> [rows × features] through the network.</summary>
    /// <param name="workspace">The buffers; its parameters stay as they are.</param>
    /// <param name="input">[rows × features].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="draw">Which outputs are dropped, where the workspace is for training and layers have dropout.</param>
    /// <returns>The outputs, [rows × outputs], in the workspace.</returns>
    public static ReadOnlySpan<T> Run<T>(Workspace<T> workspace, BlockInput<T> input, int rows, DropoutDraw draw = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> signal = input.Dense;
        for (int l = 0; l < workspace.Buffers.Length; l++)
        {
            Layer layer = workspace.Layers[l];
            LayerBuffers<T> buffers = workspace.Buffers[l];
            if (buffers.HasMask)
            {
                draw.Fill<T>(buffers.Mask.AsSpan(0, rows * layer.Units), l, layer.Units, layer.Dropout);
            }

            if (l == 0 && input.Sparse is { } sparse)
            {
                layer.Forward(layer.Range(workspace.Parameters), sparse, buffers);
            }
            else
            {
                layer.Forward(layer.Range(workspace.Parameters), signal, buffers, rows);
            }

            signal = buffers.DroppedOutput.AsSpan(0, rows * layer.Units);
        }

        return signal;
    }
}
