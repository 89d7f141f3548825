namespace PSBackprop.Evaluations.Metrics;

/// <summary>The metrics that evaluations have.</summary>
internal static class EvaluationMetricFamily
{
    /// <summary>All of them; among those of one task the most telling first.</summary>
    public static IReadOnlyList<EvaluationMetric> All { get; } =
    [
        MeanCostMetric.Member,
        AccuracyMetric.Member,
        BalancedAccuracyMetric.Member,
        HammingLossMetric.Member,
        PrecisionMetric.Member,
        RecallMetric.Member,
        F1Metric.Member,
        AveragePrecisionMetric.Member,
        RocAucMetric.Member,
        PrecisionMetric.Macro,
        RecallMetric.Macro,
        F1Metric.Macro,
        PrecisionMetric.Weighted,
        RecallMetric.Weighted,
        F1Metric.Weighted,
        LogLossMetric.Member,
        BrierScoreMetric.Member,
        BrierScoreMetric.OfLabels,
        ExpectedCalibrationErrorMetric.Member,
        CohenKappaMetric.Member,
        MatthewsCorrelationMetric.Member,
        R2Metric.Member,
        RootMeanSquaredErrorMetric.Member,
        MeanAbsoluteErrorMetric.Member,
        MeanAbsolutePercentageErrorMetric.Member,
        MaximumErrorMetric.Member,
        CoverageMetric.Member,
        MeanIntervalWidthMetric.Member,
        MeanSetSizeMetric.Member,
        LossMetric.Member,
    ];

    /// <summary>Those of a task, the most telling first.</summary>
    public static IEnumerable<EvaluationMetric> Of(NetworkTask task) => All.Where(metric => metric.Tasks.Contains(task));

    /// <summary>Those that every network can be measured by.</summary>
    public static IEnumerable<EvaluationMetric> WithoutCalibration => All.Where(static metric => metric.IsGivenBy(null));

    /// <summary>Those that networks can be measured by, the most telling first.</summary>
    /// <param name="task">What they are for.</param>
    /// <param name="calibration">Their calibration; null for none.</param>
    public static IEnumerable<EvaluationMetric> Of(NetworkTask task, NetworkCalibration? calibration) =>
        Of(task).Where(metric => metric.IsGivenBy(calibration));

    /// <summary>The metric with this name, in any case; without a name the most telling one. Without a positive class its mean over classes.</summary>
    /// <param name="columns">The columns of the networks that are measured.</param>
    /// <param name="calibration">Their calibration; null for none, as of networks that are trained anew.</param>
    /// <param name="name">The name; empty for none.</param>
    /// <exception cref="BackpropException">There is none of that name.</exception>
    public static EvaluationMetric Find(NetworkColumns columns, NetworkCalibration? calibration, string name)
    {
        EvaluationMetric[] known = [.. Of(columns.Task, calibration)];
        EvaluationMetric found = name.Length == 0
            ? known[0]
            : Array.Find(known, metric => metric.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw Errors.SearchMetricUnknown(name, [.. known.Select(static metric => metric.Name)]);
        return found.For(hasPositiveClass: columns.PositiveClass is not null);
    }
}
