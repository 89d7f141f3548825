using System.Management.Automation;

namespace PSBackprop.Commands;

/// <summary>Builds a network from layer sizes or descriptions.</summary>
[Cmdlet(VerbsCommon.New, "Network", DefaultParameterSetName = LayerSet)]
[OutputType(typeof(Network))]
public sealed class NewNetworkCommand : BackpropCommand
{
    private const string LayerSet = "Layer";
    private const string DatasetSet = "Dataset";

    /// <summary>The number of inputs, then each layer: a number of units, a hashtable or a LayerSpecification.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = LayerSet)]
    [ValidateNotNullOrEmpty]
    [LayerArgument]
    public LayerSpecification[] Layer { get; set; } = [];

    /// <summary>The training data that the network is to fit: its columns, scaling and labels become the network's.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = DatasetSet)]
    [ValidateNotNull]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>The hidden layers of a network for a dataset: numbers of units, hashtables or LayerSpecifications; 0 for none.</summary>
    [Parameter(ParameterSetName = DatasetSet)]
    [ValidateNotNull]
    [LayerArgument]
    public LayerSpecification[] HiddenLayer { get; set; } = [new LayerArgument(NetworkFactory.DefaultUnits)];

    /// <summary>How numeric features are scaled.</summary>
    [Parameter(ParameterSetName = DatasetSet)]
    public Scaling FeatureScaling { get; set; }

    /// <summary>How numeric targets are scaled; predictions come in the target's own units.</summary>
    [Parameter(ParameterSetName = DatasetSet)]
    public Scaling TargetScaling { get; set; }

    /// <summary>What happens to categories that the dataset does not have.</summary>
    [Parameter(ParameterSetName = DatasetSet)]
    public UnknownCategory UnknownCategory { get; set; }

    /// <summary>The activation of hidden layers.</summary>
    [Parameter]
    public Activation Activation { get; set; } = Activation.Tanh;

    /// <summary>The activation of the output layer; what suits the dataset's target, or Linear, unless given.</summary>
    [Parameter]
    public Activation OutputActivation { get; set; }

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
        Network network = ParameterSetName == DatasetSet ? ForDataset() : OfLayers();
        WriteVerbose($"{network}, seed {network.Seed}");
        WriteObject(network);
    }

    private Network OfLayers()
    {
        var (inputSize, layers) = LayerConverter.Convert(Layer);
        return Network.Create(inputSize, layers, NetworkFactory.Settings(MyInvocation.BoundParameters!));
    }

    private Network ForDataset()
    {
        const int few = 20;
        foreach (DataColumn column in Dataset.Feature.Where(column => column.Categories.Count > Math.Max(few, Dataset.Count / 2)))
        {
            WriteWarning($"Column '{column.Name}' has {column.Categories.Count} categories in {Dataset.Count} rows, so it names rows rather than kinds of them. Leave it out with -Feature.");
        }

        return NetworkFactory.Create(Dataset, MyInvocation.BoundParameters!);
    }
}
