namespace PSBackprop.Evaluations.Metrics;

/// <summary>How often one class, or one yes-or-no target, occurs and is predicted.</summary>
/// <param name="Right">How many samples of it are taken for it.</param>
/// <param name="Predicted">How many samples are taken for it.</param>
/// <param name="Support">How many samples are of it.</param>
internal readonly record struct ClassCount(double Right, double Predicted, double Support)
{
    /// <summary>The metrics that come from these counts.</summary>
    public ClassScore Score(object label) =>
        new(label, PrecisionMetric.OfClass(this), RecallMetric.OfClass(this), F1Metric.OfClass(this), RocAuc: null, (int)Support);
}
