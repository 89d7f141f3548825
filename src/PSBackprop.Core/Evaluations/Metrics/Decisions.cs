namespace PSBackprop.Evaluations.Metrics;

/// <summary>What a network decided, counted, and how well it did so for each class or each yes-or-no target.</summary>
internal abstract class Decisions : IMetricInput
{
    public static IReadOnlyList<NetworkTask> Tasks { get; } = [NetworkTask.Classification, NetworkTask.MultiLabel];

    /// <summary>How many samples there are.</summary>
    public abstract int Samples { get; }

    /// <summary>How many of them are told right.</summary>
    public abstract double Right { get; }

    /// <summary>Of each class or target.</summary>
    public abstract IReadOnlyList<ClassScore> Scores { get; }

    /// <summary>Those that means are taken over.</summary>
    public virtual IReadOnlyList<ClassScore> MeanScores => Scores;

    /// <summary>Of the positive class; null where there are not two classes.</summary>
    public virtual ClassScore? PositiveScore => null;
}
