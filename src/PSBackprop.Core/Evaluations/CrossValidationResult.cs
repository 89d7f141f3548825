using System.Globalization;

namespace PSBackprop;

/// <summary>How good networks of one kind are on data that they were not trained on: one evaluation for each fold, and what they come to.</summary>
public sealed class CrossValidationResult
{
    internal CrossValidationResult(IReadOnlyList<Evaluation> folds)
    {
        Folds = FixedList.Of(folds);
        Figures = FixedList.Of(folds[0].Metrics
            .Select(metric => FoldMetric.Of(metric.Name, [.. folds.Select(fold => fold.ValueOrNull(metric)).OfType<double>()]))
            .OfType<FoldMetric>());
    }

    /// <summary>The evaluation of each fold, by the network trained on the others.</summary>
    public IReadOnlyList<Evaluation> Folds { get; }

    /// <summary>Each metric over the folds, the most telling first.</summary>
    public IReadOnlyList<FoldMetric> Figures { get; }

    /// <summary>What looked wrong, each with its remedy.</summary>
    public IReadOnlyList<string> Findings { get; internal init; } = [];

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.CurrentCulture, $"{Figures[0]} over {Folds.Count} folds");
}
