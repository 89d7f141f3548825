namespace PSBackprop.Evaluations.Metrics;

/// <summary>How often what is true lies in the intervals, or sets of classes, that a calibrated network gives.</summary>
/// <param name="Level">The level of the intervals.</param>
/// <param name="Share">The part of the samples that they hold.</param>
/// <param name="MeanSize">How wide they are, or how many classes they have, on average.</param>
internal abstract record IntervalCoverage(double Level, double Share, double MeanSize) : IMetricInput
{
    /// <summary>The level unless told.</summary>
    public const double UsualLevel = 0.9;

    public static IReadOnlyList<NetworkTask> Tasks { get; } = [NetworkTask.Classification, NetworkTask.Regression];

    /// <summary>Whether a calibration has intervals of the level that is measured unless told.</summary>
    public static bool IsGivenBy(NetworkCalibration? calibration) => calibration is { HighestInterval: >= UsualLevel };
}

/// <summary>The same of sets of classes.</summary>
internal sealed record SetCoverage(double Level, double Share, double MeanSize) : IntervalCoverage(Level, Share, MeanSize), IMetricInput
{
    public static new IReadOnlyList<NetworkTask> Tasks { get; } = [NetworkTask.Classification];

    public static new bool IsGivenBy(NetworkCalibration? calibration) => IntervalCoverage.IsGivenBy(calibration);

    /// <param name="level">The level of the sets.</param>
    /// <param name="truth">The class of each sample.</param>
    /// <param name="sets">The set of each sample.</param>
    public static SetCoverage Of(double level, IReadOnlyList<object> truth, IReadOnlyList<IReadOnlyList<object>> sets) =>
        new(level, sets.Zip(truth).Average(static pair => pair.First.Contains(pair.Second) ? 1.0 : 0), sets.Average(static set => set.Count));
}

/// <summary>The same of intervals of numbers; with several targets the means over them.</summary>
internal sealed record NumberCoverage(double Level, double Share, double MeanSize) : IntervalCoverage(Level, Share, MeanSize), IMetricInput
{
    public static new IReadOnlyList<NetworkTask> Tasks { get; } = [NetworkTask.Regression];

    public static new bool IsGivenBy(NetworkCalibration? calibration) => IntervalCoverage.IsGivenBy(calibration);

    /// <param name="level">The level of the intervals.</param>
    /// <param name="scores">The metrics of each target, with those of its interval.</param>
    public static NumberCoverage Of(double level, IReadOnlyList<TargetScore> scores) =>
        new(level, scores.Average(static score => score.Coverage!.Value), scores.Average(static score => score.MeanIntervalWidth!.Value));
}
