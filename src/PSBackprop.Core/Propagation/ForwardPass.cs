using System.Numerics;

namespace PSBackprop.Propagation;

/// <summary>Step 1 of backpropagation: the input goes through each layer, and every net input and output is kept.</summary>
internal static class ForwardPass
{
    /// <summary>Runs <paramref name="input"/> [rows × features] through the network.</summary>
    /// <returns>The outputs, [rows × outputs], in the workspace.</returns>
    public static ReadOnlySpan<T> Run<T>(Workspace<T> workspace, ReadOnlySpan<T> input, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> signal = input;
        for (int l = 0; l < workspace.Activities.Length; l++)
        {
            Layer layer = workspace.Layers[l];
            LayerActivity<T> activity = workspace.Activities[l];
            if (activity.HasMask)
            {
                workspace.Draw.Fill<T>(activity.Mask.AsSpan(0, rows * layer.Units), l, layer.Units, layer.Dropout);
            }

            layer.Forward(layer.Range(workspace.Parameters), signal, activity, rows);
            signal = activity.Signal.AsSpan(0, rows * layer.Units);
        }

        return signal;
    }
}
