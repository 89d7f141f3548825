namespace PSBackprop;

/// <summary>How the learning rate changes over a training.</summary>
public enum ScheduleKind
{
    /// <summary>It does not.</summary>
    Constant,

    /// <summary>Multiplied by the decay, after every ScheduleStep epochs.</summary>
    Step,

    /// <summary>Multiplied by the decay, after each epoch.</summary>
    Exponential,

    /// <summary>Divided by 1 + decay · epoch.</summary>
    InverseTime,

    /// <summary>Falls to the smallest rate along (1 − epoch / epochs) raised to a power.</summary>
    Polynomial,

    /// <summary>Falls to the smallest rate along half a cosine wave over all epochs.</summary>
    Cosine,

    /// <summary>Half a cosine wave over ScheduleStep epochs, then again from the full rate; each wave ScheduleGrowth times as long as the one before.</summary>
    CosineRestart,

    /// <summary>Rises from a 25th of the rate over the first three tenths of all steps, then falls to a 250,000th of it.</summary>
    OneCycle,

    /// <summary>Multiplied by the decay, when the loss has not improved for more than ScheduleStep epochs.</summary>
    Plateau,
}
