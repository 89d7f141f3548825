using System.Numerics;

using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training.Metrics;

namespace PSBackprop.Training;

/// <summary>Steps 1 to 3 over a batch: what it costs, and the gradient of that, penalty included.</summary>
internal sealed class GradientPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TrainingData<T> _data;
    private readonly LossFunction _loss;
    private readonly WeightPenalty _penalty;
    private readonly IReadOnlyList<EpochMetric> _metrics;
    private double _lossSum;
    private double _weightSum;
    private double _penaltySum;

    public GradientPass(Workspace<T> workspace, TrainingData<T> data, LossFunction loss, WeightPenalty penalty, IReadOnlyList<EpochMetric> metrics)
    {
        Workspace = workspace;
        _data = data;
        _loss = loss;
        _penalty = penalty;
        _metrics = metrics;
    }

    public Workspace<T> Workspace { get; }

    /// <summary>
    /// Leaves the gradient of the loss of the samples from <paramref name="first"/> in the workspace.
    /// </summary>
    /// <param name="first">The place of the batch's first sample in the epoch.</param>
    /// <param name="batchRows">The number of samples.</param>
    /// <param name="dropoutKey">What dropout draws from in this epoch.</param>
    /// <param name="cancellationToken">Stops it between two blocks.</param>
    /// <returns>False if it was stopped.</returns>
    public bool TryRun(int first, int batchRows, ulong dropoutKey, CancellationToken cancellationToken)
    {
        double weightSum = _data.WeightSum(first, batchRows);
        T factor = !_loss.IsMean ? T.One : weightSum > 0 ? T.One / T.CreateTruncating(weightSum) : T.Zero;
        for (int done = 0; done < batchRows; done += Workspace.Capacity)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return false;
            }

            RunBlock(first + done, Math.Min(Workspace.Capacity, batchRows - done), dropoutKey, factor, accumulate: done > 0);
        }

        _weightSum += weightSum;
        if (!_penalty.IsNone)
        {
            _penaltySum += _penalty.Add(Workspace.Layers, Workspace.Parameters, Workspace.Gradient) * weightSum;
        }

        return true;
    }

    /// <summary>The loss over all batches since the last call: their mean, or their sum where the loss is one; and the mean penalty.</summary>
    public double TakeLoss()
    {
        double mean = _loss.Reduce(_lossSum, _weightSum) + (_penaltySum / _weightSum);
        _lossSum = 0;
        _weightSum = 0;
        _penaltySum = 0;
        return mean;
    }

    /// <summary>Begins to sum up loss and metrics anew.</summary>
    public void Forget()
    {
        _lossSum = 0;
        _weightSum = 0;
        _penaltySum = 0;
        foreach (EpochMetric metric in _metrics)
        {
            metric.Forget();
        }
    }

    private void RunBlock(int first, int rows, ulong dropoutKey, T factor, bool accumulate)
    {
        ReadOnlySpan<T> input = _data.Input(first, rows);
        ReadOnlySpan<T> target = _data.Target(first, rows);
        ReadOnlySpan<T> weights = _data.Weight(first, rows);
        ReadOnlySpan<T> output = ForwardPass.Run(Workspace, input, rows, new DropoutDraw(dropoutKey, first));
        _lossSum += _loss.Sum(Workspace.Activities[^1].NetInput.AsSpan(0, output.Length), output, target, weights, _data.Outputs);
        foreach (EpochMetric metric in _metrics)
        {
            metric.Add(output, target, _data.Outputs);
        }

        BackwardPass.Run(Workspace, input, target, weights, _loss, factor, rows, accumulate);
    }
}
