using PSBackprop.Layers;

namespace PSBackprop;

/// <summary>Describes one layer of a network that is to be built. What is left out follows the network's settings.</summary>
public class LayerSpecification
{
    /// <summary>The kind of layer.</summary>
    public LayerKind Kind { get; set; }

    /// <summary>The number of units, at least 1; a batch normalization layer has as many as it has inputs and needs none given.</summary>
    public int Units { get; set; }

    /// <summary>The activation function.</summary>
    public Activation? Activation { get; set; }

    /// <summary>The slope below zero of <see cref="Activation.LeakyReLU"/>; 0.01 unless given.</summary>
    public double? Slope { get; set; }

    /// <summary>The probability that training drops an output of this hidden layer, from 0 to below 1.</summary>
    public double? Dropout { get; set; }

    /// <summary>What training leaves as it is.</summary>
    public FrozenPart Frozen { get; set; }

    /// <summary>How the weights get their first values.</summary>
    public Initializer? Initializer { get; set; }

    /// <summary>Whether the layer goes without biases.</summary>
    public bool? NoBias { get; set; }

    /// <summary>The options that only the layer's kind has.</summary>
    internal Dictionary<LayerOption, double> Options { get; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Activation} {Units}";
}
