using System.Globalization;

namespace PSBackprop;

/// <summary>How good a network is that predicts numbers, in the targets' own units; with several targets the means over them.</summary>
public sealed class RegressionEvaluation : Evaluation
{
    internal RegressionEvaluation(int samples, double loss, IReadOnlyList<TargetScore> perTarget)
        : base(samples, loss)
    {
        PerTarget = FixedList.Of(perTarget);
    }

    /// <summary>The part of the targets' variance that is explained; 0 for what the mean would do, below 0 for worse.</summary>
    public double R2 => PerTarget.Average(static target => target.R2);

    /// <summary>The square root of the mean squared error.</summary>
    public double RootMeanSquaredError => PerTarget.Average(static target => target.RootMeanSquaredError);

    /// <summary>The mean absolute error.</summary>
    public double MeanAbsoluteError => PerTarget.Average(static target => target.MeanAbsoluteError);

    /// <summary>The mean of the absolute error divided by the target; 0.1 is ten per cent.</summary>
    public double MeanAbsolutePercentageError => PerTarget.Average(static target => target.MeanAbsolutePercentageError);

    /// <summary>The largest absolute error.</summary>
    public double MaximumError => PerTarget.Max(static target => target.MaximumError);

    /// <summary>The metrics of each target.</summary>
    public IReadOnlyList<TargetScore> PerTarget { get; }

    internal override IReadOnlyList<(string Name, double? Value)> Figures =>
    [
        (nameof(R2), R2), (nameof(RootMeanSquaredError), RootMeanSquaredError), (nameof(MeanAbsoluteError), MeanAbsoluteError),
        (nameof(MeanAbsolutePercentageError), MeanAbsolutePercentageError), (nameof(MaximumError), MaximumError), (nameof(Loss), Loss),
    ];

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.CurrentCulture, $"R² {R2:F4} on {Samples} samples");
}
