using System.Numerics;

using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training.Metrics;

namespace PSBackprop.Training;

/// <summary>Loss and metrics of samples, summed up block by block until they are taken.</summary>
internal sealed class RunningScore(LossFunction loss, EpochMetric[] metrics)
{
    private double _lossSum;

    /// <summary>Adds the block that has gone through last.</summary>
    public void Add<T>(BlockPass<T> pass, SampleBlock block)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int outputs = pass.Samples.Outputs;
        ReadOnlySpan<T> output = pass.Output(block);
        ReadOnlySpan<T> target = pass.Samples.Target;
        _lossSum += loss.Sum(pass.NetInput(block), output, target, pass.Samples.Weights, outputs);
        foreach (EpochMetric metric in metrics)
        {
            metric.Add(output, target, outputs);
        }
    }

    /// <summary>The loss since it was last taken: the mean, or the sum where the loss is one.</summary>
    /// <param name="weightSum">The sum of the samples' weights.</param>
    public double TakeLoss(double weightSum)
    {
        double reduced = loss.Reduce(_lossSum, weightSum);
        _lossSum = 0;
        return reduced;
    }

    /// <summary>The metrics since they were last taken, by name.</summary>
    /// <param name="samples">The number of samples.</param>
    public IReadOnlyDictionary<string, double> TakeMetrics(int samples) => metrics.Length == 0
        ? EpochRecord.NoMetric
        : metrics.ToDictionary(static metric => metric.Name, metric => metric.Take(samples));

    /// <summary>Begins anew.</summary>
    public void Reset()
    {
        _lossSum = 0;
        foreach (EpochMetric metric in metrics)
        {
            metric.Reset();
        }
    }
}
