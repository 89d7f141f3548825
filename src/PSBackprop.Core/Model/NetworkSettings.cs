namespace PSBackprop;

/// <summary>What holds for all layers of a network that is to be built, unless a layer says otherwise.</summary>
public sealed class NetworkSettings
{
    /// <summary>The network's name.</summary>
    public string? Name { get; set; }

    /// <summary>The activation of the hidden layers.</summary>
    public Activation Activation { get; set; } = Activation.Tanh;

    /// <summary>The activation of the last layer; null for what suits the data the network is made for, Linear where none is known.</summary>
    public Activation? OutputActivation { get; set; }

    /// <summary>How weights get their first values; null for what suits each layer's activation.</summary>
    public Initializer? Initializer { get; set; }

    /// <summary>Lower and upper end of the weights, where the initializer has such; null for its own.</summary>
    public (double Lower, double Upper)? WeightRange { get; set; }

    /// <summary>The scale of the weights, where the initializer has one; null for its own.</summary>
    public double? WeightScale { get; set; }

    /// <summary>The dropout of hidden layers, from 0 to below 1.</summary>
    public double Dropout { get; set; }

    /// <summary>Whether layers go without biases.</summary>
    public bool NoBias { get; set; }

    /// <summary>The number type to compute in.</summary>
    public Precision Precision { get; set; }

    /// <summary>The number of members that the network is the mean of; 1 for a network that is one alone.</summary>
    public int Member { get; set; } = 1;

    /// <summary>The seed; null to draw one.</summary>
    public int? Seed { get; set; }
}
