using System.Numerics;

using PSBackprop.Activations;

namespace PSBackprop.Training;

/// <summary>A figure that is a mean over samples, gathered block by block.</summary>
internal abstract class EpochMetric(string name)
{
    private double _sum;

    public string Name { get; } = name;

    /// <summary>The one place that says what a <see cref="Metric"/> stands for.</summary>
    public static EpochMetric Create(Metric metric, ActivationFunction output) => metric switch
    {
        Metric.MeanSquaredError => new MeanError(metric.ToString(), static error => error * error),
        Metric.MeanAbsoluteError => new MeanError(metric.ToString(), Math.Abs),
        Metric.Accuracy => new Accuracy(metric.ToString(), ClassTargets.Middle(output)),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, null),
    };

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
        Forget();
        return mean;
    }

    /// <summary>Drops what was added since the last call.</summary>
    public void Forget() => _sum = 0;

    protected abstract double OfRow<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target)
        where T : unmanaged, IFloatingPointIeee754<T>;

    private sealed class MeanError(string name, Func<double, double> size) : EpochMetric(name)
    {
        protected override double OfRow<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target)
        {
            double sum = 0;
            for (int j = 0; j < output.Length; j++)
            {
                sum += size(double.CreateTruncating(target[j]) - double.CreateTruncating(output[j]));
            }

            return sum / output.Length;
        }
    }

    private sealed class Accuracy(string name, double middle) : EpochMetric(name)
    {
        protected override double OfRow<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target)
        {
            bool right = output.Length == 1
                ? double.CreateTruncating(output[0]) > middle == double.CreateTruncating(target[0]) > middle
                : IndexOfLargest(output) == IndexOfLargest(target);
            return right ? 1 : 0;
        }

        private static int IndexOfLargest<T>(ReadOnlySpan<T> row)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            int best = 0;
            for (int j = 1; j < row.Length; j++)
            {
                if (row[j] > row[best])
                {
                    best = j;
                }
            }

            return best;
        }
    }
}
