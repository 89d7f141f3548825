namespace PSBackprop.Evaluations.Metrics;

/// <summary>How far the predictions of one number are off, in its own units.</summary>
internal sealed class TargetErrors
{
    private readonly string _name;
    private readonly double[] _predicted;
    private readonly double? _limit;

    /// <param name="name">The target.</param>
    /// <param name="truth">Its values, of at least one sample.</param>
    /// <param name="predicted">What was predicted.</param>
    /// <param name="limit">How far its interval reaches to either side; null for none.</param>
    public TargetErrors(string name, double[] truth, double[] predicted, double? limit = null)
    {
        _limit = limit;
        _name = name;
        _predicted = predicted;
        Truth = truth;
        double sum = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            sum += Absolute(i) * Absolute(i);
        }

        SquareSum = sum;
    }

    /// <summary>The true value of each sample.</summary>
    public double[] Truth { get; }

    /// <summary>Σ (truth − predicted)².</summary>
    public double SquareSum { get; }

    /// <summary>|truth − predicted| of a sample.</summary>
    public double Absolute(int sample) => Math.Abs(Truth[sample] - _predicted[sample]);

    /// <summary>The metrics of this target.</summary>
    public TargetScore Score() => new(
        _name,
        R2Metric.OfTarget(this),
        RootMeanSquaredErrorMetric.OfTarget(this),
        MeanAbsoluteErrorMetric.OfTarget(this),
        MeanAbsolutePercentageErrorMetric.OfTarget(this),
        MaximumErrorMetric.OfTarget(this))
    {
        Coverage = _limit is null ? null : Truth.Zip(_predicted).Average(pair => IsBetween(pair.First, pair.Second) ? 1.0 : 0),
        MeanIntervalWidth = 2 * _limit,
    };

    // As Get-Prediction gives its ends.
    private bool IsBetween(double truth, double predicted) => truth >= predicted - _limit && truth <= predicted + _limit;
}
