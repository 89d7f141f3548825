using PSBackprop.Data;
using PSBackprop.Training.Optimizers;

namespace PSBackprop.Training.Defaults;

/// <summary>
/// What a network for a dataset and its training are unless told otherwise. Chosen by the predictions of rows kept apart:
/// about_PSBackprop_Defaults and about_PSBackprop_Forecasts have the figures.
/// </summary>
internal abstract class DatasetDefaults
{
    // The epochs without a lower validation loss after which a training ends.
    private const int Patience = 10;

    private static readonly TableDefaults s_table = new();
    private static readonly SeriesDefaults s_series = new();
    private static readonly AnomalyDefaults s_anomaly = new();

    /// <summary>The fewest rows of which some are kept for validation.</summary>
    protected abstract int LeastValidated { get; }

    /// <summary>The part of the rows that is kept for validation.</summary>
    protected virtual double ValidationSplit => 0.1;

    /// <summary>
    /// The learning rate of the method that is taken unless told otherwise: higher than usual, as the mean of the weights after each epoch
    /// is steady where the weights themselves are not.
    /// </summary>
    protected virtual double LearningRate => 0.002;

    /// <summary>How much of the target of a class goes to all classes alike.</summary>
    protected virtual double LabelSmoothing => 0.03;

    /// <summary>What suits a dataset.</summary>
    public static DatasetDefaults Of(Dataset dataset) => dataset.Series is not null ? s_series : dataset.IsAnomaly ? s_anomaly : s_table;

    /// <summary>The hidden layers.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">The rows of the training data.</param>
    /// <param name="activation">Their activation; null for what suits them.</param>
    public abstract IReadOnlyList<LayerSpecification> HiddenLayers(NetworkColumns columns, int rows, Activation? activation);

    /// <summary>The settings of a training, with these in the place of those that are not given.</summary>
    /// <param name="given">The settings.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="hasValidationData">Whether there is data of its own to validate on.</param>
    /// <param name="smoothsLabels">Whether the loss can be had with label smoothing.</param>
    /// <param name="isLinear">Whether the network has no hidden layer.</param>
    public TrainingOptions Complete(TrainingOptions given, Dataset dataset, bool hasValidationData, bool smoothsLabels, bool isLinear)
    {
        TrainingOptions options = given.Copy();
        Prepare(options, dataset, isLinear);
        if (options.NoValidation || dataset.Count < LeastValidated || !StopsEarly(options, isLinear))
        {
            return options;
        }

        if (options.ValidationSplit is null && !hasValidationData)
        {
            options.ValidationSplit = ValidationSplit;
            options.Patience ??= Patience;
        }

        OptimizerMember optimizer = OptimizerFamily.Of(options);
        if (optimizer.Settings.Contains(OptimizerSettings.AverageWeight))
        {
            options.AverageWeight ??= true;
        }

        if (optimizer.Kind == default)
        {
            options.LearningRate ??= LearningRate;
        }

        if (smoothsLabels && dataset.Target is [{ Categories.Count: > 0 }])
        {
            options.LabelSmoothing ??= LabelSmoothing;
        }

        return options;
    }

    /// <summary>Sets what suits such a dataset whether some of it is kept for validation or not.</summary>
    protected virtual void Prepare(TrainingOptions options, Dataset dataset, bool isLinear)
    {
    }

    /// <summary>Whether weights of an earlier epoch may do better than those of least loss.</summary>
    protected virtual bool StopsEarly(TrainingOptions options, bool isLinear) => true;
}
