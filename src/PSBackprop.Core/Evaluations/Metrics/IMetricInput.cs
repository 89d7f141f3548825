namespace PSBackprop.Evaluations.Metrics;

/// <summary>Something that metrics can be computed from. A metric names the one that it needs, and is not defined where an evaluation lacks it.</summary>
internal interface IMetricInput
{
    /// <summary>What networks are for whose evaluations can have it.</summary>
    static abstract IReadOnlyList<NetworkTask> Tasks { get; }

    /// <summary>Whether evaluations of a network with this calibration have it; null is for one that has none, as after a training.</summary>
    static virtual bool IsGivenBy(NetworkCalibration? calibration) => true;
}
