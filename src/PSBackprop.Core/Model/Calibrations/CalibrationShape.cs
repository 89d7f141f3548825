namespace PSBackprop.Calibrations;

/// <summary>What there is in a calibration of a network; nothing for a network that cannot be calibrated.</summary>
/// <param name="Reason">What the network is, which is why there is no more.</param>
internal sealed record CalibrationShape(string Reason)
{
    /// <summary>The factors of net inputs: one for a distribution, else one for each output; 0 for numbers.</summary>
    public int Slopes { get; init; }

    /// <summary>What is added to net inputs: one for each output that is a yes or no.</summary>
    public int Intercepts { get; init; }

    /// <summary>Whether decisions may have costs.</summary>
    public bool HasCosts { get; init; }

    /// <summary>The lists of how far predictions were off: one of each target, or one of all classes.</summary>
    public int Scores { get; init; }

    /// <summary>Whether there is anything.</summary>
    public bool HasAny => Slopes + Scores > 0;
}
