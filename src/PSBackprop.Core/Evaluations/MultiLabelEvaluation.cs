using System.Globalization;

namespace PSBackprop;

/// <summary>How good a network with several yes-or-no targets is. Precision, Recall and F1 are means over the targets, and have the names MacroPrecision, MacroRecall and MacroF1 too.</summary>
public sealed class MultiLabelEvaluation : Evaluation
{
    internal MultiLabelEvaluation(int samples, double loss, IReadOnlyList<ClassScore> perLabel)
        : base(samples, loss)
    {
        PerLabel = FixedList.Of(perLabel);
    }

    /// <summary>The part of samples with every target told right.</summary>
    public double Accuracy { get; internal init; }

    /// <summary>The part of single answers told wrong.</summary>
    public double HammingLoss { get; internal init; }

    /// <summary>Of the yes given, the part that are right; the mean over targets.</summary>
    public double Precision { get; internal init; }

    /// <summary>Of what is a yes, the part told so; the mean over targets.</summary>
    public double Recall { get; internal init; }

    /// <summary>The harmonic mean of precision and recall; the mean over targets.</summary>
    public double F1 { get; internal init; }

    /// <summary>The same as <see cref="Precision"/>.</summary>
    public double MacroPrecision => Precision;

    /// <summary>The same as <see cref="Recall"/>.</summary>
    public double MacroRecall => Recall;

    /// <summary>The same as <see cref="F1"/>.</summary>
    public double MacroF1 => F1;

    /// <summary>The metrics of each target.</summary>
    public IReadOnlyList<ClassScore> PerLabel { get; }

    internal override IReadOnlyList<(string Name, double? Value)> Figures =>
        [(nameof(Accuracy), Accuracy), (nameof(HammingLoss), HammingLoss), (nameof(MacroPrecision), MacroPrecision), (nameof(MacroRecall), MacroRecall), (nameof(MacroF1), MacroF1), (nameof(Loss), Loss)];

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.CurrentCulture, $"Hamming loss {HammingLoss:F4} on {Samples} samples");
}
