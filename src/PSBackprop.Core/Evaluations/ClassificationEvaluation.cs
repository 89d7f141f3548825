using System.Globalization;

namespace PSBackprop;

/// <summary>
/// How good a classifier is. Precision, Recall and F1 are the positive class's where there are two classes; else they are
/// means over the classes that occur, each counting alike, which have the names MacroPrecision, MacroRecall and MacroF1 too.
/// </summary>
public sealed class ClassificationEvaluation : Evaluation
{
    internal ClassificationEvaluation(int samples, double loss, ConfusionMatrix confusionMatrix, IReadOnlyList<ClassScore> perClass, IReadOnlyList<string> findings)
        : base(samples, loss)
    {
        ConfusionMatrix = confusionMatrix;
        PerClass = FixedList.Of(perClass);
        Findings = FixedList.Of(findings);
    }

    /// <summary>The part of samples that are told right.</summary>
    public double Accuracy { get; internal init; }

    /// <summary>The mean recall of the classes: what accuracy would be if all were equally frequent.</summary>
    public double BalancedAccuracy { get; internal init; }

    /// <summary>Of two classes the one that is looked for; null where there are more.</summary>
    public object? PositiveClass { get; internal init; }

    /// <summary>Of those taken for the positive class, the part that are of it; with more than two classes the mean over them.</summary>
    public double Precision { get; internal init; }

    /// <summary>Of those that are of the positive class, the part taken for it; with more than two classes the mean over them.</summary>
    public double Recall { get; internal init; }

    /// <summary>The harmonic mean of the positive class's precision and recall; with more than two classes the mean over them.</summary>
    public double F1 { get; internal init; }

    /// <summary>The positive class's precision at each threshold, weighted by the recall won there; with more than two classes the mean over them. Null where there is only one class or no probability.</summary>
    public double? AveragePrecision { get; internal init; }

    /// <summary>Precision, the mean over the classes that occur.</summary>
    public double MacroPrecision { get; internal init; }

    /// <summary>Recall, the mean over the classes that occur.</summary>
    public double MacroRecall { get; internal init; }

    /// <summary>F1, the mean over the classes that occur.</summary>
    public double MacroF1 { get; internal init; }

    /// <summary>Precision, each class weighted by its frequency.</summary>
    public double WeightedPrecision { get; internal init; }

    /// <summary>Recall, each class weighted by its frequency.</summary>
    public double WeightedRecall { get; internal init; }

    /// <summary>F1, each class weighted by its frequency.</summary>
    public double WeightedF1 { get; internal init; }

    /// <summary>The probability that a sample of a class gets a higher probability of it than one of another class; with more than two classes the mean over them. Null where there is only one class or no probability.</summary>
    public double? RocAuc { get; internal init; }

    /// <summary>−ln of the probability of the right class, on average; null where there is no probability.</summary>
    public double? LogLoss { get; internal init; }

    /// <summary>Cohen's κ: the agreement beyond that of chance.</summary>
    public double CohenKappa { get; internal init; }

    /// <summary>Matthews's correlation of truth and prediction.</summary>
    public double MatthewsCorrelation { get; internal init; }

    /// <summary>How often each class was taken for each.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }

    /// <summary>The metrics of each class.</summary>
    public IReadOnlyList<ClassScore> PerClass { get; }

    /// <summary>What is wrong at a glance: classes that are never predicted.</summary>
    public IReadOnlyList<string> Findings { get; }

    internal override IReadOnlyList<(string Name, double? Value)> Figures =>
    [
        (nameof(Accuracy), Accuracy), (nameof(BalancedAccuracy), BalancedAccuracy),
        .. PositiveClass is null ? Array.Empty<(string, double?)>() : [(nameof(Precision), Precision), (nameof(Recall), Recall), (nameof(F1), F1)],
        (nameof(AveragePrecision), AveragePrecision), (nameof(RocAuc), RocAuc),
        (nameof(MacroPrecision), MacroPrecision), (nameof(MacroRecall), MacroRecall), (nameof(MacroF1), MacroF1),
        (nameof(WeightedPrecision), WeightedPrecision), (nameof(WeightedRecall), WeightedRecall), (nameof(WeightedF1), WeightedF1),
        (nameof(LogLoss), LogLoss), (nameof(CohenKappa), CohenKappa), (nameof(MatthewsCorrelation), MatthewsCorrelation), (nameof(Loss), Loss),
    ];

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.CurrentCulture, $"accuracy {Accuracy:F4} on {Samples} samples");
}
