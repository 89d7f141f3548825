namespace PSBackprop;

/// <summary>What holds for all layers of a network that is to be built, unless a layer says otherwise.</summary>
public sealed class NetworkSettings
{
    /// <summary>The network's name.</summary>
    public string? Name { get; set; }

    /// <summary>The activation of the hidden layers.</summary>
    public Activation Activation { get; set; } = Activation.Tanh;

    /// <summary>The activation of the last layer.</summary>
    public Activation OutputActivation { get; set; } = Activation.Linear;

    /// <summary>How weights get their first values; null for what suits each layer's activation.</summary>
    public Initializer? Initializer { get; set; }

    /// <summary>Whether layers go without biases.</summary>
    public bool NoBias { get; set; }

    /// <summary>The number type to compute in.</summary>
    public Precision Precision { get; set; }

    /// <summary>The seed; null to draw one.</summary>
    public int? Seed { get; set; }
}
