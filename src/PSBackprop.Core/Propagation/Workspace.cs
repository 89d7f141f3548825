using System.Numerics;

namespace PSBackprop.Propagation;

/// <summary>The buffers of one training or prediction: the parameters in the number type computed in, and each layer's activity.</summary>
internal sealed class Workspace<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private Workspace(Network network, int rows, bool training)
    {
        Layers = network.Layers;
        InputSize = network.InputSize;
        Capacity = rows;
        double[] source = network.Parameters;
        Parameters = new T[source.Length];
        for (int i = 0; i < source.Length; i++)
        {
            Parameters[i] = T.CreateTruncating(source[i]);
        }

        Gradient = training ? new T[source.Length] : [];
        Activities = [.. Layers.Select(layer => new LayerActivity<T>(rows, layer.Units, training))];
    }

    public IReadOnlyList<Layer> Layers { get; }

    public int InputSize { get; }

    /// <summary>The largest number of rows in one pass.</summary>
    public int Capacity { get; }

    /// <summary>All parameters, layer after layer.</summary>
    public T[] Parameters { get; }

    /// <summary>∂E/∂parameter for each of them; empty in a workspace that only predicts.</summary>
    public T[] Gradient { get; }

    public LayerActivity<T>[] Activities { get; }

    public static Workspace<T> ForTraining(Network network, int rows) => new(network, rows, training: true);

    public static Workspace<T> ForPrediction(Network network, int rows) => new(network, rows, training: false);
}
