namespace PSBackprop;

/// <summary>Why a training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were done.</summary>
    EpochLimit,

    /// <summary>The loss reached the target loss.</summary>
    TargetLoss,

    /// <summary>The validation loss had not improved for as many epochs as patience allows.</summary>
    EarlyStopping,

    /// <summary>The loss's gradient was as good as zero: a minimum, or a saddle.</summary>
    Converged,

    /// <summary>No step could be found that lowers the loss further.</summary>
    NoProgress,

    /// <summary>The time limit was reached.</summary>
    TimeLimit,

    /// <summary>The loss or a weight was no longer finite; the last finite weights are back.</summary>
    Diverged,

    /// <summary>
    /// It was stopped from outside, with the weights of the last finished step or the average of the finished epochs; or by OnEpoch, after
    /// which the weights are those of any other end.
    /// </summary>
    Cancelled,
}
