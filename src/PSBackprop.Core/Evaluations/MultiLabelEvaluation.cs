using System.Globalization;

using PSBackprop.Evaluations.Metrics;

namespace PSBackprop;

/// <summary>
/// How good a network with several yes-or-no targets is. Precision, Recall and F1 are means over the targets, and have the names
/// MacroPrecision, MacroRecall and MacroF1 too.
/// </summary>
public sealed class MultiLabelEvaluation : Evaluation
{
    internal MultiLabelEvaluation(LabelDecisions decisions, double loss)
        : base(NetworkTask.MultiLabel, decisions.Samples, hasPositiveClass: false, decisions, new NetworkLoss(loss))
    {
        PerLabel = FixedList.Of(decisions.Scores);
    }

    /// <summary>The part of samples with every target told right.</summary>
    public double Accuracy => Value(AccuracyMetric.Member);

    /// <summary>The part of single answers told wrong.</summary>
    public double HammingLoss => Value(HammingLossMetric.Member);

    /// <summary>Of the yes given, the part that are right; the mean over targets.</summary>
    public double Precision => Value(PrecisionMetric.Member);

    /// <summary>Of what is a yes, the part told so; the mean over targets.</summary>
    public double Recall => Value(RecallMetric.Member);

    /// <summary>The harmonic mean of precision and recall; the mean over targets.</summary>
    public double F1 => Value(F1Metric.Member);

    /// <summary>The same as <see cref="Precision"/>.</summary>
    public double MacroPrecision => Value(PrecisionMetric.Macro);

    /// <summary>The same as <see cref="Recall"/>.</summary>
    public double MacroRecall => Value(RecallMetric.Macro);

    /// <summary>The same as <see cref="F1"/>.</summary>
    public double MacroF1 => Value(F1Metric.Macro);

    /// <summary>The mean squared error of the probabilities; the mean over targets.</summary>
    public double BrierScore => Value(BrierScoreMetric.OfLabels);

    /// <summary>The metrics of each target.</summary>
    public IReadOnlyList<ClassScore> PerLabel { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.CurrentCulture, $"Hamming loss {HammingLoss:F4} on {Samples} samples");
}
