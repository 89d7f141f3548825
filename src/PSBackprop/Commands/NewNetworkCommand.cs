using System.Management.Automation;

using PSBackprop.Completion;
using PSBackprop.Conversion;
using PSBackprop.Settings;

namespace PSBackprop.Commands;

/// <summary>Builds a network from layer sizes or descriptions.</summary>
[Cmdlet(VerbsCommon.New, "Network", DefaultParameterSetName = LayerSet)]
[OutputType(typeof(Network))]
public sealed class NewNetworkCommand : NetworkSettingsCommand
{
    private const string LayerSet = "Layer";

    /// <summary>
    /// The number of inputs, then each layer from the first hidden one to the output. A layer is a number of units, or a hashtable such
    /// as @{ Units = 16; Activation = 'ReLU'; Dropout = 0.2 }. Its keys are Kind (Dense, BatchNormalization, PiecewiseLinear), Units,
    /// Activation, Slope (of LeakyReLU), Dropout, Initializer, NoBias and Frozen. A batch normalization, @{ Kind = 'BatchNormalization' },
    /// has as many units as the layer before it. A piecewise linear layer, @{ Kind = 'PiecewiseLinear' }, is the first and has a unit for
    /// each input and for each piece, 8 pieces an input unless Units says otherwise.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = LayerSet)]
    [ValidateNotNullOrEmpty]
    [LayerArgument]
    public LayerSpecification[] Layer { get; set; } = [];

    /// <summary>
    /// The training data that the network is to fit. Give training data alone: what the network takes from it, such as the mean of a
    /// column, it knows from then on.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = DatasetSet)]
    [ValidateNotNull]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>The seed of the first weights, and of the order of samples in trainings that name none.</summary>
    [Parameter]
    [PSDefaultValue(Help = "drawn and recorded")]
    [ValidateRange(0, int.MaxValue)]
    public int Seed { get; set; }

    /// <summary>A name, for display and the file.</summary>
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
        return Network.Create(inputSize, layers, Settings(Name, Given(Seed)), StopToken);
    }

    private Network ForDataset()
    {
        const int few = 20;
        foreach (DataColumn column in Dataset.Feature.Where(column => column.Categories.Count > Math.Max(few, Dataset.Count / 2)))
        {
            WriteWarning(
                $"Column '{column.Name}' has {column.Categories.Count} categories in {Dataset.Count} rows, so it identifies rows rather than grouping them. "
                + "Leave it out with -Feature.");
        }

        return Create(Dataset, Name, Given(Seed), StopToken);
    }
}
