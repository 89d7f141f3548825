namespace PSBackprop;

/// <summary>What became of a trial.</summary>
public enum TrialOutcome
{
    /// <summary>It has a score.</summary>
    Measured,

    /// <summary>Its training, or that of a fold, diverged.</summary>
    Diverged,

    /// <summary>Its training ended, but the metric is not defined for what it predicts or for the rows it was measured on.</summary>
    Undefined,
}
