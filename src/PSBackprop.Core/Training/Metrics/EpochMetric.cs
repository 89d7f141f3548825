using System.Numerics;

namespace PSBackprop.Training.Metrics;

/// <summary>A metric that is a mean over samples, gathered block by block.</summary>
internal abstract class EpochMetric(Metric kind)
{
    private double _sum;

    public string Name { get; } = kind.ToString();

    public void Add<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target, int outputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int start = 0; start < output.Length; start += outputs)
        {
            _sum += OfRow(output.Slice(start, outputs), target.Slice(start, outputs));
        }
    }

    /// <summary>The mean over the samples added since the last call.</summary>
    public double Take(int samples)
    {
        double mean = _sum / samples;
        Reset();
        return mean;
    }

    /// <summary>Drops what was added since the last call.</summary>
    public void Reset() => _sum = 0;

    /// <summary>The metric of one row.</summary>
    /// <param name="output">[outputs].</param>
    /// <param name="target">[outputs].</param>
    protected abstract double OfRow<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
