using System.Management.Automation;

namespace PSBackprop.Commands;

/// <summary>Builds a network from layer sizes or descriptions.</summary>
[Cmdlet(VerbsCommon.New, "Network")]
[OutputType(typeof(Network))]
public sealed class NewNetworkCommand : BackpropCommand
{
    /// <summary>The number of inputs, then each layer: a number of units, a hashtable or a LayerSpecification.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public object[] Layer { get; set; } = [];

    /// <summary>The activation of hidden layers.</summary>
    [Parameter]
    public Activation Activation { get; set; } = Activation.Tanh;

    /// <summary>The activation of the output layer.</summary>
    [Parameter]
    public Activation OutputActivation { get; set; } = Activation.Linear;

    /// <summary>How the weights get their first values; what suits the activation unless given.</summary>
    [Parameter]
    public Initializer Initializer { get; set; }

    /// <summary>Lower and upper end of the weights, for the initializer Uniform; 0 and 1 unless given.</summary>
    [Parameter]
    [ValidateCount(2, 2)]
    public double[]? WeightRange { get; set; }

    /// <summary>The standard deviation for the initializer Normal, 0.05 unless given; the value for Constant, 0 unless given.</summary>
    [Parameter]
    [ValidateFinite]
    public double WeightScale { get; set; }

    /// <summary>The probability that training silences an output of a hidden layer.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double Dropout { get; set; }

    /// <summary>Builds the layers without biases.</summary>
    [Parameter]
    public SwitchParameter NoBias { get; set; }

    /// <summary>The number type to compute in.</summary>
    [Parameter]
    public Precision Precision { get; set; }

    /// <summary>The seed; drawn and recorded unless given.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Seed { get; set; }

    /// <summary>A name for the network.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    private protected override void Process()
    {
        var (inputSize, layers) = LayerConverter.Convert(Layer);
        var settings = new NetworkSettings
        {
            Name = Name,
            Activation = Activation,
            OutputActivation = OutputActivation,
            Initializer = MyInvocation.BoundParameters.ContainsKey(nameof(Initializer)) ? Initializer : null,
            WeightRange = WeightRange is { } range ? (range[0], range[1]) : null,
            WeightScale = MyInvocation.BoundParameters.ContainsKey(nameof(WeightScale)) ? WeightScale : null,
            Dropout = Dropout,
            NoBias = NoBias,
            Precision = Precision,
            Seed = MyInvocation.BoundParameters.ContainsKey(nameof(Seed)) ? Seed : null,
        };
        var network = Network.Create(inputSize, layers, settings);
        WriteVerbose($"{network}, seed {network.Seed}");
        WriteObject(network);
    }
}
