namespace PSBackprop;

/// <summary>The losses, which say how far the outputs are from the targets.</summary>
public enum Loss
{
    /// <summary>½ Σ (target − output)² over samples and outputs, not averaged: the textbook's E.</summary>
    SumSquaredError,

    /// <summary>The mean of (target − output)² over samples and outputs.</summary>
    MeanSquaredError,

    /// <summary>−Σ t ln a + (1 − t) ln(1 − a) over outputs, averaged over samples; for sigmoid outputs.</summary>
    BinaryCrossEntropy,

    /// <summary>−Σ t ln a over outputs, averaged over samples; for softmax outputs.</summary>
    CategoricalCrossEntropy,

    /// <summary>The mean of |target − output| over samples and outputs.</summary>
    MeanAbsoluteError,

    /// <summary>The mean over samples and outputs of ½ d² for errors d up to 1, |d| − ½ beyond.</summary>
    Huber,

    /// <summary>The mean over samples and outputs of ln cosh(output − target).</summary>
    LogCosh,

    /// <summary>The mean over samples and outputs of max(0, 1 − t a), for targets −1 and 1.</summary>
    Hinge,

    /// <summary>The mean over samples and outputs of max(0, 1 − t a)², for targets −1 and 1.</summary>
    SquaredHinge,

    /// <summary>The mean over samples and outputs of a − t ln a, for counts; for outputs that are not negative.</summary>
    Poisson,

    /// <summary>Σ t ln(t / a) over outputs, averaged over samples; for softmax outputs.</summary>
    KullbackLeibler,

    /// <summary>
    /// For networks that give rows back: squared errors of numbers and cross-entropies of categories and states, the mean over columns, each
    /// divided by what knowing nothing costs; for linear outputs.
    /// </summary>
    Reconstruction,
}
