using System.Numerics;

using PSBackprop.Numerics;

namespace PSBackprop.Propagation;

/// <summary>The buffers of one training or prediction: the parameters in the number type computed in, and each layer's activity.</summary>
internal sealed class Workspace<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private Workspace(Network network, T[] parameters, int rows, PassPurpose purpose, WorkerTeam? team)
    {
        Team = team ?? WorkerTeam.Single;
        Layers = network.Layers;
        Capacity = rows;
        Parameters = parameters;
        Gradient = purpose == PassPurpose.Training ? new T[parameters.Length] : [];
        Activities = [.. Layers.Select(layer => layer.CreateActivity<T>(rows, purpose, Team))];
    }

    /// <summary>The threads that share the work of a pass.</summary>
    public WorkerTeam Team { get; }

    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The largest number of rows in one pass.</summary>
    public int Capacity { get; }

    /// <summary>All parameters, layer after layer.</summary>
    public T[] Parameters { get; }

    /// <summary>∂E/∂parameter for each of them; empty in a workspace that only predicts.</summary>
    public T[] Gradient { get; }

    public LayerActivity<T>[] Activities { get; }

    /// <summary>What the next pass drops, where layers have dropout.</summary>
    public DropoutDraw Draw { get; set; }

    public static Workspace<T> ForTraining(Network network, int rows, WorkerTeam? team = null) => new(network, Convert(network.Parameters), rows, PassPurpose.Training, team);

    public static Workspace<T> ForPrediction(Network network, int rows, WorkerTeam? team = null) => new(network, Convert(network.Parameters), rows, PassPurpose.Prediction, team);

    /// <summary>A workspace that evaluates with the parameters of a training as they are at each moment.</summary>
    public static Workspace<T> ForEvaluation(Network network, T[] parameters, int rows, WorkerTeam? team = null) => new(network, parameters, rows, PassPurpose.Evaluation, team);

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
}
