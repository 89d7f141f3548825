namespace PSBackprop;

/// <summary>What training leaves as it is in a layer.</summary>
[Flags]
public enum FrozenPart
{
    /// <summary>Nothing: all is trained.</summary>
    None = 0,

    /// <summary>The weights.</summary>
    Weights = 1,

    /// <summary>The biases; in batch normalization the scale and the shift.</summary>
    Biases = 2,

    /// <summary>Weights and biases.</summary>
    All = Weights | Biases,
}
