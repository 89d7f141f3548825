using System.Management.Automation;

using PSBackprop.Activations;
using PSBackprop.Completion;
using PSBackprop.Conversion;
using PSBackprop.Data;
using PSBackprop.Settings;
using PSBackprop.Training.Defaults;

namespace PSBackprop.Commands;

/// <summary>The settings of a network that is to be built.</summary>
public abstract class NetworkSettingsCommand : BackpropCommand
{
    private protected const string DatasetSet = "Dataset";

    /// <summary>
    /// The hidden layers of a network for a dataset, in the same form as -Layer: numbers of units, or hashtables such as @{ Units = 16;
    /// Dropout = 0.2 }. 0 for none. Unless given, 16 tanh units for fewer than 500 rows; for more, two layers of 64 SiLU units behind a
    /// piecewise linear one for columns of numbers, or one layer of 64 where there are texts.
    /// </summary>
    [Parameter(ParameterSetName = DatasetSet)]
    [PSDefaultValue(Help = "by the rows")]
    [ValidateNotNull]
    [LayerArgument]
    public LayerSpecification[]? HiddenLayer { get; set; }

    /// <summary>How numeric features are scaled. The first training derives the scaling anew from the rows that it trains on.</summary>
    [Parameter(ParameterSetName = DatasetSet)]
    public Scaling FeatureScaling { get; set; }

    /// <summary>How numeric targets are scaled. Predictions come in the target's own units whatever this is.</summary>
    [Parameter(ParameterSetName = DatasetSet)]
    public Scaling TargetScaling { get; set; }

    /// <summary>
    /// What happens later to a row with a category that the dataset does not have: it is refused, or taken as having none of the known
    /// ones, of which a warning tells.
    /// </summary>
    [Parameter(ParameterSetName = DatasetSet)]
    public UnknownCategory UnknownCategory { get; set; } = UnknownCategory.Zero;

    /// <summary>
    /// A column of texts becomes two to this many inputs, most of them 0 in each row. More tell more words apart, and take more memory.
    /// </summary>
    [Parameter(ParameterSetName = DatasetSet)]
    [ValidateRange(1, TextFeatures.MostBits)]
    public int TextBit { get; set; } = TextFeatures.DefaultBits;

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

    /// <summary>How the weights get their first values. Unless given, each layer's follow from its activation.</summary>
    [Parameter]
    public Initializer Initializer { get; set; }

    /// <summary>Lower and upper end of the weights.</summary>
    [Parameter]
    [ValidateCount(2, 2)]
    public double[]? WeightRange { get; set; }

    /// <summary>The scale of the weights.</summary>
    [Parameter]
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
    /// The number of members: the network is the mean of as many of its kind, each with first weights of its own, drawn from seeds that
    /// follow from -Seed. Invoke-Training trains them at the same time. The output activation is Linear, Sigmoid, Softmax or Tanh.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int Member { get; set; } = 1;

    /// <summary>
    /// The number type to compute in. Single takes half the memory and is faster for large networks; Double shows more digits.
    /// </summary>
    [Parameter]
    public Precision Precision { get; set; }

    /// <summary>The settings of a network as the parameters say.</summary>
    /// <param name="name">Its name; null for none.</param>
    /// <param name="seed">Its seed; null to draw one.</param>
    internal NetworkSettings Settings(string? name, int? seed) => new()
    {
        Name = name,
        Activation = Activation,
        OutputActivation = Given(OutputActivation),
        Initializer = Given(Initializer),
        WeightRange = WeightRange is [var lower, var upper] ? (lower, upper) : null,
        WeightScale = Given(WeightScale),
        Dropout = Dropout,
        NoBias = NoBias,
        Precision = Precision,
        Member = Member,
        Seed = seed,
    };

    /// <summary>Builds a network that fits a dataset.</summary>
    /// <param name="dataset">Training data.</param>
    /// <param name="name">Its name; null for none.</param>
    /// <param name="seed">Its seed; null to draw one.</param>
    /// <param name="cancellationToken">Ends the drawing of a large network.</param>
    internal Network Create(Dataset dataset, string? name, int? seed, CancellationToken cancellationToken)
    {
        NetworkSettings settings = Settings(name, seed);
        bool oneUnit = settings.OutputActivation is not { } output || !ActivationFamily.Create(output).IsDistribution;
        NetworkColumns columns = ColumnFit.Of(
            dataset, FeatureScaling, TargetScaling, UnknownCategory, oneUnit, PSObjects.Unwrap(PositiveClass), TextBit);
        IReadOnlyList<LayerSpecification> hidden = HiddenLayer is null
            ? DatasetDefaults.Of(dataset).HiddenLayers(columns, dataset.Count, Given(Activation))
            : LayerConverter.Hidden(HiddenLayer);
        return Network.Create(columns, hidden, settings, cancellationToken);
    }
}
