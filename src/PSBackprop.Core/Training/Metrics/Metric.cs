namespace PSBackprop;

/// <summary>Metrics reported beside the loss, from the same forward pass.</summary>
public enum Metric
{
    /// <summary>The mean of (target − output)² over samples and outputs.</summary>
    MeanSquaredError,

    /// <summary>The mean of |target − output| over samples and outputs.</summary>
    MeanAbsoluteError,

    /// <summary>
    /// The share of samples told right: the largest output is where the largest target is, or, for a single output,
    /// output and target lie on the same side of the middle of the activation's range.
    /// </summary>
    Accuracy,
}
