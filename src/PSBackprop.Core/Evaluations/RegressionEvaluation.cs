using System.Globalization;

using PSBackprop.Evaluations.Metrics;

namespace PSBackprop;

/// <summary>How good a network is that predicts numbers, in the targets' own units; with several targets the means over them.</summary>
public class RegressionEvaluation : Evaluation
{
    internal RegressionEvaluation(NumberPredictions numbers, double loss, NumberCoverage? coverage = null)
        : base(NetworkTask.Regression, numbers.Samples, hasPositiveClass: false, numbers, new NetworkLoss(loss), coverage)
    {
        IntervalLevel = coverage?.Level;
        PerTarget = FixedList.Of(numbers.Scores);
    }

    /// <summary>The part of the targets' variance that is explained; 0 for what the mean would do, below 0 for worse.</summary>
    public double R2 => Value(R2Metric.Member);

    /// <summary>The square root of the mean squared error.</summary>
    public double RootMeanSquaredError => Value(RootMeanSquaredErrorMetric.Member);

    /// <summary>The mean absolute error.</summary>
    public double MeanAbsoluteError => Value(MeanAbsoluteErrorMetric.Member);

    /// <summary>The mean of the absolute error divided by the target; 0.1 is ten per cent.</summary>
    public double MeanAbsolutePercentageError => Value(MeanAbsolutePercentageErrorMetric.Member);

    /// <summary>The largest absolute error.</summary>
    public double MaximumError => Value(MaximumErrorMetric.Member);

    /// <summary>The part of samples that lie in the network's interval; null unless the network is calibrated, or knows how far forecasts are off.</summary>
    public double? Coverage => ValueOrNull(CoverageMetric.Member);

    /// <summary>How wide these intervals are; null unless the network is calibrated.</summary>
    public double? MeanIntervalWidth => ValueOrNull(MeanIntervalWidthMetric.Member);

    /// <summary>The level of these intervals; null unless the network is calibrated.</summary>
    public double? IntervalLevel { get; }

    /// <summary>The metrics of each target.</summary>
    public IReadOnlyList<TargetScore> PerTarget { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.CurrentCulture, $"R² {R2:F4} on {Samples} samples");
}
