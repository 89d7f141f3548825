using System.Globalization;

namespace PSBackprop;

/// <summary>How good a classifier is. Precision, Recall and F1 are means over the classes that occur, each counting alike.</summary>
public sealed class ClassificationEvaluation : Evaluation
{
    internal ClassificationEvaluation(int samples, double loss, ConfusionMatrix confusionMatrix, IReadOnlyList<ClassScore> perClass)
        : base(samples, loss)
    {
        ConfusionMatrix = confusionMatrix;
        PerClass = FixedList.Of(perClass);
    }

    /// <summary>The part of samples that are told right.</summary>
    public double Accuracy { get; internal init; }

    /// <summary>The mean recall of the classes: what accuracy would be if all were equally frequent.</summary>
    public double BalancedAccuracy { get; internal init; }

    /// <summary>Of those taken for a class, the part that are of it; the mean over classes.</summary>
    public double Precision { get; internal init; }

    /// <summary>Of those that are of a class, the part taken for it; the mean over classes.</summary>
    public double Recall { get; internal init; }

    /// <summary>The harmonic mean of precision and recall; the mean over classes.</summary>
    public double F1 { get; internal init; }

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

    /// <summary>The figures of each class.</summary>
    public IReadOnlyList<ClassScore> PerClass { get; }

    internal override IReadOnlyList<(string Name, double? Value)> Figures =>
    [
        (nameof(Accuracy), Accuracy), (nameof(BalancedAccuracy), BalancedAccuracy), (nameof(Precision), Precision), (nameof(Recall), Recall), (nameof(F1), F1),
        (nameof(WeightedPrecision), WeightedPrecision), (nameof(WeightedRecall), WeightedRecall), (nameof(WeightedF1), WeightedF1),
        (nameof(RocAuc), RocAuc), (nameof(LogLoss), LogLoss), (nameof(CohenKappa), CohenKappa), (nameof(MatthewsCorrelation), MatthewsCorrelation), (nameof(Loss), Loss),
    ];

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.CurrentCulture, $"accuracy {Accuracy:F4} on {Samples} samples");
}
