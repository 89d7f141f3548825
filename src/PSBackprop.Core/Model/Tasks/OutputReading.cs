using PSBackprop.Calibrations;

namespace PSBackprop.Tasks;

/// <summary>How outputs are read: what a calibration and a caller say of it.</summary>
/// <param name="Range">Where an output stands between no and yes.</param>
internal sealed record OutputReading(YesRange Range)
{
    /// <summary>How net inputs become probabilities; null where outputs are taken as they are.</summary>
    public ProbabilityScale? Scale { get; init; }

    /// <summary>How a class is decided for; null for the most probable.</summary>
    public ClassDecision? Decision { get; init; }

    /// <summary>The probability from which each of several answers is a yes.</summary>
    public double Threshold { get; init; }

    /// <summary>How many of the most probable classes to name; 0 for none.</summary>
    public int Top { get; init; }

    /// <summary>How far predictions may be off, of each target, or one score for all classes; null for no intervals or sets.</summary>
    public double[]? Limits { get; init; }
}
