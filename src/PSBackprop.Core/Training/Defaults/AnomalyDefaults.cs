using PSBackprop.Data;
using PSBackprop.Training.Optimizers;

namespace PSBackprop.Training.Defaults;

/// <summary>For rows that are learned as such: a part is held out, which tells what usual rows are like.</summary>
internal sealed class AnomalyDefaults : DatasetDefaults
{
    /// <summary>The fewest rows of which some are held out.</summary>
    public const int LeastRows = 30;

    private const int Units = 64;

    // So many columns for each unit of the narrow layer.
    private const int ColumnsOfANarrowUnit = 3;

    protected override int LeastValidated => LeastRows;

    protected override double ValidationSplit => 0.2;

    protected override double LearningRate => 0.005;

    public override IReadOnlyList<LayerSpecification> HiddenLayers(NetworkColumns columns, int rows, Activation? activation)
    {
        // Too narrow for anything but what most rows have in common.
        int narrow = Math.Max(1, columns.Output.Count / ColumnsOfANarrowUnit);
        return [.. new[] { Units, narrow, Units }.Select(units => new LayerSpecification { Units = units, Activation = activation })];
    }

    protected override void Prepare(TrainingOptions options, Dataset dataset, bool isLinear)
    {
        if (OptimizerFamily.Of(options).Kind == default)
        {
            options.LearningRate ??= LearningRate;
        }
    }
}
