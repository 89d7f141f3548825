namespace PSBackprop;

/// <summary>The kinds of layer.</summary>
public enum LayerKind
{
    /// <summary>Every unit sees every input.</summary>
    Dense,

    /// <summary>Brings each input to mean 0 and variance 1 over the batch, then scales and shifts it.</summary>
    BatchNormalization,

    /// <summary>The mean of several members, each of which has layers of its own: what Join-Network makes. It is the only layer of its network.</summary>
    Average,

    /// <summary>
    /// All inputs, and beside them pieces that rise from 0 to 1 between neighbouring quantiles of an input in training. As the first layer
    /// alone.
    /// </summary>
    PiecewiseLinear,
}
