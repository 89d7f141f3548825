using System.Management.Automation;

using PSBackprop.Completion;
using PSBackprop.Conversion;
using PSBackprop.Settings;

namespace PSBackprop.Commands;

/// <summary>Builds a network from layer sizes or descriptions.</summary>
[Cmdlet(VerbsCommon.New, "Network", DefaultParameterSetName = LayerSet)]
[OutputType(typeof(Network))]
public sealed class NewNetworkCommand : BackpropCommand
{
    private const string LayerSet = "Layer";
    private const string DatasetSet = "Dataset";

    /// <summary>
    /// The number of inputs, then each layer from the first hidden one to the output. A layer is a number of units, or a hashtable such
    /// as @{ Units = 16; Activation = 'ReLU'; Dropout = 0.2 }. Its keys are Kind (Dense or BatchNormalization), Units, Activation,
    /// Slope (of LeakyReLU), Dropout, Initializer, NoBias and Frozen. A batch normalization, @{ Kind = 'BatchNormalization' }, has as
    /// many units as the layer before it.
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

    /// <summary>
    /// The hidden layers of a network for a dataset, in the same form as -Layer: numbers of units, or hashtables such as @{ Units = 16;
    /// Dropout = 0.2 }. 0 for none.
    /// </summary>
    [Parameter(ParameterSetName = DatasetSet)]
    [PSDefaultValue(Help = "16")]
    [ValidateNotNull]
    [LayerArgument]
    public LayerSpecification[] HiddenLayer { get; set; } = [new LayerArgument(NetworkFactory.DefaultUnits)];

    /// <summary>How numeric features are scaled. The first training derives the scaling anew from the rows that it trains on.</summary>
    [Parameter(ParameterSetName = DatasetSet)]
    public Scaling FeatureScaling { get; set; }

    /// <summary>How numeric targets are scaled. Predictions come in the target's own units whatever this is.</summary>
    [Parameter(ParameterSetName = DatasetSet)]
    public Scaling TargetScaling { get; set; }

    /// <summary>
    /// What happens at prediction to a category that the dataset does not have: the row is refused, or taken as having none of the
    /// known ones.
    /// </summary>
    [Parameter(ParameterSetName = DatasetSet)]
    public UnknownCategory UnknownCategory { get; set; }

    /// <summary>
    /// Of a target with two classes the one that is looked for: -Threshold is for its probability, and Precision, Recall and
    /// F1 are its own. It is kept in the network and in its file.
    /// </summary>
    [Parameter(ParameterSetName = DatasetSet)]
    [PSDefaultValue(Help = "the true one, or the rarer")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public object? PositiveClass { get; set; }

    /// <summary>The activation of hidden layers that do not name one.</summary>
    [Parameter]
    public Activation Activation { get; set; } = Activation.Tanh;

    /// <summary>
    /// The activation of the output layer: Linear for numbers, Sigmoid for one probability, Softmax for classes that exclude each
    /// other. With -Dataset what suits its target, unless given.
    /// </summary>
    [Parameter]
    [PSDefaultValue(Help = "what suits the dataset, or Linear")]
    public Activation OutputActivation { get; set; }

    /// <summary>
    /// How the weights get their first values. Unless given: He for the ReLU family, LeCun for SELU, Glorot for the others. Biases
    /// begin at zero, except with NguyenWidrow.
    /// </summary>
    [Parameter]
    [PSDefaultValue(Help = "what suits the activation")]
    public Initializer Initializer { get; set; }

    /// <summary>Lower and upper end of the weights, for the initializer Uniform.</summary>
    [Parameter]
    [PSDefaultValue(Help = "0, 1")]
    [ValidateCount(2, 2)]
    public double[]? WeightRange { get; set; }

    /// <summary>The standard deviation for the initializer Normal, or the value for Constant.</summary>
    [Parameter]
    [PSDefaultValue(Help = "0.05 for Normal, 0 for Constant")]
    [ValidateFinite]
    public double WeightScale { get; set; }

    /// <summary>The probability that training drops an output of a hidden layer, from 0 to below 1.</summary>
    [Parameter]
    [PSDefaultValue(Help = "0")]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double Dropout { get; set; }

    /// <summary>Builds the layers without biases.</summary>
    [Parameter]
    public SwitchParameter NoBias { get; set; }

    /// <summary>
    /// The number type to compute in. Single takes half the memory and is faster for large networks; Double shows more digits.
    /// </summary>
    [Parameter]
    public Precision Precision { get; set; }

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
        return Network.Create(inputSize, layers, NetworkFactory.Settings(MyInvocation.BoundParameters!), StopToken);
    }

    private Network ForDataset()
    {
        const int few = 20;
        foreach (DataColumn column in Dataset.Feature.Where(column => column.Categories.Count > Math.Max(few, Dataset.Count / 2)))
        {
            WriteWarning($"Column '{column.Name}' has {column.Categories.Count} categories in {Dataset.Count} rows, so it names rows rather than kinds of them. Leave it out with -Feature.");
        }

        return NetworkFactory.Create(Dataset, MyInvocation.BoundParameters!, StopToken);
    }
}
