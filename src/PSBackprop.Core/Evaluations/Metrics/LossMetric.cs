namespace PSBackprop.Evaluations.Metrics;

/// <summary>The network's own loss.</summary>
internal static class LossMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<NetworkLoss>(
        nameof(Evaluation.Loss), higherIsBetter: false, static loss => loss.Value);
}

/// <summary>The network's loss on the samples, without regularization.</summary>
internal sealed record NetworkLoss(double Value) : IMetricInput
{
    public static IReadOnlyList<NetworkTask> Tasks { get; } = Enum.GetValues<NetworkTask>();
}
