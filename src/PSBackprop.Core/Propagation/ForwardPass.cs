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
    public static ReadOnlySpan<T> Run<T>(Workspace<T> workspace, ReadOnlySpan<T> input, int rows, DropoutDraw draw = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> signal = input;
        for (int l = 0; l < workspace.Activities.Length; l++)
        {
            Layer layer = workspace.Layers[l];
            LayerActivity<T> activity = workspace.Activities[l];
            if (activity.HasMask)
            {
                draw.Fill<T>(activity.Mask.AsSpan(0, rows * layer.Units), l, layer.Units, layer.Dropout);
            }

            layer.Forward(layer.Range(workspace.Parameters), signal, activity, rows);
            signal = activity.Signal.AsSpan(0, rows * layer.Units);
        }

        return signal;
    }
}
