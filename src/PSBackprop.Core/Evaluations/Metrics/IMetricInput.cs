namespace PSBackprop.Evaluations.Metrics;

/// <summary>Something that metrics can be computed from. A metric names the one that it needs, and is not defined where an evaluation lacks it.</summary>
internal interface IMetricInput
{
    /// <summary>What networks are for whose evaluations can have it.</summary>
    static abstract IReadOnlyList<NetworkTask> Tasks { get; }

    /// <summary>Whether it comes from a network's calibration, which one that is trained anew has not.</summary>
    static virtual bool IsOfCalibration => false;
}
