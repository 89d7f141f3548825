using PSBackprop.Data;
using PSBackprop.Data.Series;
using PSBackprop.Training.Optimizers;

namespace PSBackprop.Training.Defaults;

/// <summary>For time series: what a series does next is near to a weighted sum of what it did.</summary>
internal sealed class SeriesDefaults : DatasetDefaults
{
    // The gradient norm at which a linear network has converged: its loss is then right to some eight digits.
    private const double Tolerance = 1e-5;

    protected override int LeastValidated => TableDefaults.LeastRows;

    public override IReadOnlyList<LayerSpecification> HiddenLayers(NetworkColumns columns, int rows, Activation? activation) => [];

    protected override void Prepare(TrainingOptions options, Dataset dataset, bool isLinear)
    {
        options.Optimizer ??= OptimizerFamily.ForSeries(options);

        // ½ λ Σ w² beside the mean of squared errors is the penalty on their sum by so much as there are rows.
        options.L2 ??= 2 * DifferenceChoice.Penalty / dataset.Count;
        if (IsExact(options, isLinear))
        {
            options.GradientTolerance ??= Tolerance;
        }
    }

    // The weights of least loss are to be had without stopping early, and the latest rows say most of what comes.
    protected override bool StopsEarly(TrainingOptions options, bool isLinear) => !IsExact(options, isLinear);

    private static bool IsExact(TrainingOptions options, bool isLinear) => isLinear && OptimizerFamily.Of(options).BatchSize is null;
}
