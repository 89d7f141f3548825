using System.Numerics;

using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training.Metrics;

namespace PSBackprop.Training;

/// <summary>The loss and the metrics on data that training does not see, with the parameters as they are.</summary>
internal sealed class ValidationPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int BlockRows = 256;

    private readonly Workspace<T> _workspace;
    private readonly TrainingData<T> _data;
    private readonly LossFunction _loss;
    private readonly EpochMetric[] _metrics;

    public ValidationPass(Network network, T[] parameters, DataMatrix input, DataMatrix target, LossFunction loss, EpochMetric[] metrics, WorkerTeam team)
    {
        int rows = Workspace.FittingRows(network, Math.Min(input.Rows, BlockRows));
        _workspace = Workspace<T>.ForEvaluation(network, parameters, rows, team);
        _data = new TrainingData<T>(input, target, [], shuffle: false, rows);
        _loss = loss;
        _metrics = metrics;
    }

    public double Run()
    {
        double sum = 0;
        for (int first = 0; first < _data.Samples; first += _workspace.Capacity)
        {
            int rows = Math.Min(_workspace.Capacity, _data.Samples - first);
            ReadOnlySpan<T> target = _data.Target(first, rows);
            ReadOnlySpan<T> output = ForwardPass.Run(_workspace, _data.Input(first, rows), rows);
            sum += _loss.Sum(_workspace.Activities[^1].NetInput.AsSpan(0, output.Length), output, target, default, _data.Outputs);
            foreach (EpochMetric metric in _metrics)
            {
                metric.Add(output, target, _data.Outputs);
            }
        }

        return _loss.Reduce(sum, _data.Samples);
    }

    public Dictionary<string, double> TakeMetrics() => _metrics.ToDictionary(static metric => metric.Name, metric => metric.Take(_data.Samples));
}
