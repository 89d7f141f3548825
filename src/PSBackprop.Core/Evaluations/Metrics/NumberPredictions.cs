namespace PSBackprop.Evaluations.Metrics;

/// <summary>Predicted numbers beside the true ones, target by target.</summary>
internal sealed class NumberPredictions(IReadOnlyList<TargetErrors> targets) : IMetricInput
{
    public static IReadOnlyList<NetworkTask> Tasks { get; } = [NetworkTask.Regression];

    /// <summary>How many samples there are.</summary>
    public int Samples { get; } = targets[0].Truth.Length;

    /// <summary>Of each target.</summary>
    public IReadOnlyList<TargetScore> Scores { get; } = [.. targets.Select(static target => target.Score())];
}
