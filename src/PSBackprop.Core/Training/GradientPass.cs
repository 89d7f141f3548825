using System.Numerics;

using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;

namespace PSBackprop.Training;

/// <summary>Steps 1 to 3 over a batch: its loss, and the gradient of that, penalty included.</summary>
/// <param name="forward">The samples on their way forward.</param>
/// <param name="loss">The loss.</param>
/// <param name="penalty">The penalty.</param>
/// <param name="score">What sums up loss and metrics.</param>
internal sealed class GradientPass<T>(BlockPass<T> forward, LossFunction loss, WeightPenalty penalty, RunningScore score)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private double _weightSum;
    private double _penaltySum;

    public Workspace<T> Workspace => forward.Workspace;

    public SampleBlocks<T> Samples => forward.Samples;

    /// <summary>Leaves the gradient of the loss of the samples from <paramref name="first"/> in the workspace.</summary>
    /// <param name="first">The place of the batch's first sample in the epoch.</param>
    /// <param name="batchRows">The number of samples.</param>
    /// <param name="dropoutKey">What dropout draws from in this epoch.</param>
    /// <param name="cancellationToken">Stops it between two blocks.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Run(int first, int batchRows, ulong dropoutKey, CancellationToken cancellationToken)
    {
        double weightSum = Samples.WeightSum(first, batchRows);
        T factor = !loss.IsMean ? T.One : weightSum > 0 ? T.One / T.CreateTruncating(weightSum) : T.Zero;
        foreach (SampleBlock block in forward.Run(first, batchRows, dropoutKey, cancellationToken))
        {
            score.Add(forward, block);
            BackwardPass.Run(Workspace, Samples.Input, Samples.Target, Samples.Weights, loss, factor, block.Rows, accumulate: block.First > first);
        }

        _weightSum += weightSum;
        if (!penalty.IsNone)
        {
            _penaltySum += penalty.Add(Workspace.AllLayers, Workspace.Parameters, Workspace.Gradient) * weightSum;
        }
    }

    /// <summary>The loss over all batches since the last call: their mean, or their sum where the loss is one; and the mean penalty.</summary>
    public double TakeLoss()
    {
        double mean = score.TakeLoss(_weightSum) + (_penaltySum / _weightSum);
        _weightSum = 0;
        _penaltySum = 0;
        return mean;
    }

    /// <summary>Begins to sum up loss and metrics anew.</summary>
    public void Reset()
    {
        _weightSum = 0;
        _penaltySum = 0;
        score.Reset();
    }
}
