namespace PSBackprop.Evaluations.Metrics;

/// <summary>The metrics that evaluations have.</summary>
internal static class EvaluationMetricFamily
{
    /// <summary>All of them; among those of one task the most telling first.</summary>
    public static IReadOnlyList<EvaluationMetric> All { get; } =
    [
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
        MeanCostMetric.Member,
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
    public static IEnumerable<EvaluationMetric> WithoutCalibration => All.Where(static metric => !metric.IsOfCalibration);

    /// <summary>The metric with this name, in any case; without a name the most telling one. Without a positive class its mean over classes.</summary>
    /// <exception cref="BackpropException">There is none of that name.</exception>
    public static EvaluationMetric Find(NetworkColumns columns, string name)
    {
        EvaluationMetric[] known = [.. WithoutCalibration.Where(metric => metric.Tasks.Contains(columns.Task))];
        EvaluationMetric found = name.Length == 0
            ? known[0]
            : Array.Find(known, metric => metric.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw Errors.SearchMetricUnknown(name, [.. known.Select(static metric => metric.Name)]);
        return found.For(hasPositiveClass: columns.PositiveClass is not null);
    }
}
