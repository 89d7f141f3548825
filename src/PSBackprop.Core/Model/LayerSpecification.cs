namespace PSBackprop;

/// <summary>Describes one layer of a network that is to be built. What is left out follows the network's settings.</summary>
public sealed class LayerSpecification
{
    /// <summary>The number of units, at least 1.</summary>
    public int Units { get; set; }

    /// <summary>The activation function.</summary>
    public Activation? Activation { get; set; }

    /// <summary>How the weights get their first values.</summary>
    public Initializer? Initializer { get; set; }

    /// <summary>Whether the layer goes without biases.</summary>
    public bool? NoBias { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Activation} {Units}";
}
