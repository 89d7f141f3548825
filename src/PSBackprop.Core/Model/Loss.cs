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
}
