using System.Globalization;

using PSBackprop.Evaluations.Metrics;

namespace PSBackprop;

/// <summary>
/// How good a classifier is. Precision, Recall and F1 are the positive class's where there are two classes; else they are
/// means over the classes that occur, each counting alike, which have the names MacroPrecision, MacroRecall and MacroF1 too.
/// </summary>
public sealed class ClassificationEvaluation : Evaluation
{
    /// <param name="decisions">What was decided for each sample.</param>
    /// <param name="probabilities">What it was decided by; null where there are no probabilities.</param>
    /// <param name="loss">The network's loss.</param>
    /// <param name="cost">What decisions cost; null where the network has no costs.</param>
    /// <param name="coverage">How good its sets of classes are; null where it has none.</param>
    internal ClassificationEvaluation(
        ClassDecisions decisions, ClassProbabilities? probabilities, double loss, DecisionCost? cost = null, SetCoverage? coverage = null)
        : base(
            NetworkTask.Classification,
            decisions.Samples,
            hasPositiveClass: decisions.Positive is not null,
            decisions,
            probabilities,
            new NetworkLoss(loss),
            cost,
            coverage)
    {
        IntervalLevel = coverage?.Level;
        CostByThreshold = FixedList.Of(cost?.ByThreshold() ?? []);
        ConfusionMatrix = decisions.Matrix;
        PositiveClass = decisions.PositiveScore?.Label;
        PerClass = FixedList.Of(probabilities?.Scores ?? decisions.Scores);
        CalibrationBins = FixedList.Of(probabilities is null ? [] : ExpectedCalibrationErrorMetric.BinsOf(probabilities));
        Findings = FixedList.Of(NeverPredicted.Findings(decisions));
    }

    /// <summary>The part of samples that are told right.</summary>
    public double Accuracy => Value(AccuracyMetric.Member);

    /// <summary>The mean recall of the classes: what accuracy would be if all were equally frequent.</summary>
    public double BalancedAccuracy => Value(BalancedAccuracyMetric.Member);

    /// <summary>Of two classes the one that is looked for; null where there are more.</summary>
    public object? PositiveClass { get; }

    /// <summary>Of those taken for the positive class, the part that are of it; with more than two classes the mean over them.</summary>
    public double Precision => Value(PrecisionMetric.Member);

    /// <summary>Of those that are of the positive class, the part taken for it; with more than two classes the mean over them.</summary>
    public double Recall => Value(RecallMetric.Member);

    /// <summary>The harmonic mean of the positive class's precision and recall; with more than two classes the mean over them.</summary>
    public double F1 => Value(F1Metric.Member);

    /// <summary>
    /// The positive class's precision at each threshold, weighted by the recall won there; with more than two classes the mean over
    /// them. Null where there is only one class or no probability.
    /// </summary>
    public double? AveragePrecision => ValueOrNull(AveragePrecisionMetric.Member);

    /// <summary>Precision, the mean over the classes that occur.</summary>
    public double MacroPrecision => Value(PrecisionMetric.Macro);

    /// <summary>Recall, the mean over the classes that occur.</summary>
    public double MacroRecall => Value(RecallMetric.Macro);

    /// <summary>F1, the mean over the classes that occur.</summary>
    public double MacroF1 => Value(F1Metric.Macro);

    /// <summary>Precision, each class weighted by its frequency.</summary>
    public double WeightedPrecision => Value(PrecisionMetric.Weighted);

    /// <summary>Recall, each class weighted by its frequency.</summary>
    public double WeightedRecall => Value(RecallMetric.Weighted);

    /// <summary>F1, each class weighted by its frequency.</summary>
    public double WeightedF1 => Value(F1Metric.Weighted);

    /// <summary>
    /// The probability that a sample of a class gets a higher probability of it than one of another class; with more than two
    /// classes the mean over them. Null where there is only one class or no probability.
    /// </summary>
    public double? RocAuc => ValueOrNull(RocAucMetric.Member);

    /// <summary>−ln of the probability of the right class, on average; null where there is no probability.</summary>
    public double? LogLoss => ValueOrNull(LogLossMetric.Member);

    /// <summary>
    /// The mean squared error of the probabilities: of two classes the positive one's, of more the sum over all; null where there is no
    /// probability.
    /// </summary>
    public double? BrierScore => ValueOrNull(BrierScoreMetric.Member);

    /// <summary>How far probabilities are, on average, from how often they come true; null where there is no probability.</summary>
    public double? ExpectedCalibrationError => ValueOrNull(ExpectedCalibrationErrorMetric.Member);

    /// <summary>What that comes from: how often probabilities of about the same size came true; empty where there is no probability.</summary>
    public IReadOnlyList<CalibrationBin> CalibrationBins { get; }

    /// <summary>The mean cost of a decision; null unless the network was calibrated with costs.</summary>
    public double? MeanCost => ValueOrNull(MeanCostMetric.Member);

    /// <summary>Of two classes what decisions would cost with other thresholds; empty unless the network was calibrated with costs.</summary>
    public IReadOnlyList<ThresholdCost> CostByThreshold { get; }

    /// <summary>The part of samples whose class is in the network's set of classes; null unless the network is calibrated.</summary>
    public double? Coverage => ValueOrNull(CoverageMetric.Member);

    /// <summary>How many classes such a set has on average; null unless the network is calibrated.</summary>
    public double? MeanSetSize => ValueOrNull(MeanSetSizeMetric.Member);

    /// <summary>The level of these sets; null unless the network is calibrated.</summary>
    public double? IntervalLevel { get; }

    /// <summary>Cohen's κ: the agreement beyond that of chance.</summary>
    public double CohenKappa => Value(CohenKappaMetric.Member);

    /// <summary>Matthews's correlation of truth and prediction.</summary>
    public double MatthewsCorrelation => Value(MatthewsCorrelationMetric.Member);

    /// <summary>How often each class was taken for each.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }

    /// <summary>The metrics of each class.</summary>
    public IReadOnlyList<ClassScore> PerClass { get; }

    /// <summary>What is wrong at a glance: classes that are never predicted.</summary>
    public IReadOnlyList<string> Findings { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.CurrentCulture, $"accuracy {Accuracy:F4} on {Samples} samples");
}
