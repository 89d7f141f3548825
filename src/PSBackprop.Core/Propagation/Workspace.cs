using System.Numerics;

using PSBackprop.Layers;
using PSBackprop.Numerics;

namespace PSBackprop.Propagation;

/// <summary>How many rows the buffers of a pass may have.</summary>
internal static class Workspace
{
    // Half a gigabyte in double precision for the widest layer; far from what one array holds.
    private const int MostBlockValues = 1 << 26;

    /// <summary>The rows of one block: as many as wished, or fewer where layers are so wide that their buffers would not fit.</summary>
    public static int FittingRows(Network network, int wished) => Math.Clamp(MostBlockValues / WidestLayer(network), 1, wished);

    /// <summary>The most values that a row has on its way through a network.</summary>
    public static int WidestLayer(Network network) => Math.Max(network.InputSize, network.AllLayers.Max(static layer => layer.Units));
}

/// <summary>The buffers of one training or prediction: the parameters in the number type computed in, and each layer's buffers.</summary>
internal sealed class Workspace<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private Workspace(Network network, T[] parameters, int rows, PassPurpose purpose, PassPurpose ofLast, ParallelTeam? team)
    {
        Team = team ?? ParallelTeam.Single;
        Layers = network.Layers;
        AllLayers = network.AllLayers;
        Capacity = rows;
        Parameters = parameters;
        Gradient = purpose == PassPurpose.Training ? new T[parameters.Length] : [];
        Buffers = [.. Layers.Select((layer, l) => layer.CreateBuffers<T>(rows, l == Layers.Count - 1 ? ofLast : purpose, Team))];
    }

    /// <summary>The threads that share the work of a pass.</summary>
    public ParallelTeam Team { get; }

    public IReadOnlyList<Layer> Layers { get; }

    /// <inheritdoc cref="Network.AllLayers"/>
    public IReadOnlyList<Layer> AllLayers { get; }

    /// <summary>The largest number of rows in one pass.</summary>
    public int Capacity { get; }

    /// <summary>All parameters, layer after layer.</summary>
    public T[] Parameters { get; }

    /// <summary>∂E/∂parameter for each of them; empty in a workspace that only predicts.</summary>
    public T[] Gradient { get; }

    public LayerBuffers<T>[] Buffers { get; }

    /// <summary>The buffers of <see cref="AllLayers"/>.</summary>
    public IEnumerable<LayerBuffers<T>> AllBuffers =>
        Buffers.SelectMany(static buffers => buffers.OfMembers.SelectMany(static member => member).Append(buffers));

    public static Workspace<T> ForTraining(Network network, int rows, ParallelTeam? team = null) =>
        new(network, Convert(network.Parameters), rows, PassPurpose.Training, PassPurpose.Training, team);

    /// <param name="network">The network.</param>
    /// <param name="rows">The largest number of rows in one pass.</param>
    /// <param name="team">The threads that share the work; null for one.</param>
    /// <param name="keepsNetInput">Whether the net inputs of the last layer are kept beside its outputs.</param>
    public static Workspace<T> ForPrediction(Network network, int rows, ParallelTeam? team = null, bool keepsNetInput = false) => new(
        network, Convert(network.Parameters), rows, PassPurpose.Prediction, keepsNetInput ? PassPurpose.Evaluation : PassPurpose.Prediction, team);

    /// <summary>A workspace that evaluates with the parameters of a training as they are at each moment.</summary>
    public static Workspace<T> ForEvaluation(Network network, T[] parameters, int rows, ParallelTeam? team = null) =>
        new(network, parameters, rows, PassPurpose.Evaluation, PassPurpose.Evaluation, team);

    /// <summary>Moves running statistics towards those of the rows of the last forward pass, which were a batch of a step that is taken.</summary>
    public void MoveStatistics(int rows)
    {
        for (int l = 0; l < Buffers.Length; l++)
        {
            Layers[l].MoveStatistics(Layers[l].Range(Parameters), Buffers[l], rows);
        }
    }

    /// <summary>The outputs of one row of the last forward pass, [outputs].</summary>
    public double[] OutputRow(int row) => Row(Buffers[^1].Output, row);

    /// <summary>The net inputs of the output layer for one row of the last forward pass, [outputs], where they are kept.</summary>
    public double[] NetInputRow(int row) => Row(Buffers[^1].NetInput, row);

    /// <summary>The outputs of each member for one row of the last forward pass, [members][outputs]; empty where there are no members.</summary>
    public IReadOnlyList<double[]> MemberRows(int row) => Buffers[^1].OfMembers.Count == 0
        ? []
        : [.. Buffers[^1].OfMembers.Select(member => Row(member[^1].Output, row))];

    /// <summary>A network's parameters in the number type computed in.</summary>
    public static T[] Convert(double[] source)
    {
        var parameters = new T[source.Length];
        for (int i = 0; i < source.Length; i++)
        {
            parameters[i] = T.CreateTruncating(source[i]);
        }

        return parameters;
    }

    private double[] Row(T[] values, int row)
    {
        double[] output = new double[Layers[^1].Units];
        for (int j = 0; j < output.Length; j++)
        {
            output[j] = double.CreateTruncating(values[(row * output.Length) + j]);
        }

        return output;
    }
}
