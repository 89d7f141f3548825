using System.Numerics;

using PSBackprop.Propagation;

namespace PSBackprop.Training;

/// <summary>The loss and the metrics on data that training does not see, with the parameters as they are.</summary>
/// <param name="forward">The samples on their way forward.</param>
/// <param name="score">What sums up loss and metrics.</param>
internal sealed class ValidationPass<T>(BlockPass<T> forward, RunningScore score)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The loss; the metrics can then be taken.</summary>
    public double Run()
    {
        foreach (SampleBlock block in forward.Run(CancellationToken.None))
        {
            score.Add(forward, block);
        }

        return score.TakeLoss(forward.Samples.Count);
    }

    public IReadOnlyDictionary<string, double> TakeMetrics() => score.TakeMetrics(forward.Samples.Count);
}
