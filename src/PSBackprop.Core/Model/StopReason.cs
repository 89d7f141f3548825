namespace PSBackprop;

/// <summary>Why a training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were done.</summary>
    EpochLimit,

    /// <summary>The loss reached the target loss.</summary>
    TargetLoss,

    /// <summary>The time limit was reached.</summary>
    TimeLimit,

    /// <summary>The loss or a weight was no longer finite; the last finite weights are back.</summary>
    Diverged,

    /// <summary>It was stopped from outside; the weights are those of the last finished step.</summary>
    Cancelled,
}
