using System.Globalization;

using PSBackprop.Calibrations;
using PSBackprop.Evaluations.Metrics;
using PSBackprop.Tasks;

namespace PSBackprop.Evaluations.Tasks;

/// <summary>For one or several numbers.</summary>
internal sealed class RegressionEvaluator : TaskEvaluator
{
    public override NetworkTask Kind => NetworkTask.Regression;

    public override Evaluation Evaluate(LabelledOutputs rows, OutputDecoder decoder, int? positive, double? level)
    {
        var numbers = new NumberPredictions([.. Enumerable.Range(0, rows.Target.Columns).Select(j =>
        {
            var (truth, predicted) = rows.Numbers(j);
            return new TargetErrors(
                rows.Network.Columns?.Output[j].Name ?? (j + 1).ToString(CultureInfo.InvariantCulture),
                truth,
                predicted,
                level is { } wanted ? rows.Network.Calibration!.Scores[j].Quantile(wanted) : null);
        })]);
        return new RegressionEvaluation(numbers, rows.Loss, level is { } given ? NumberCoverage.Of(given, numbers.Scores) : null);
    }

    public override NetworkCalibration Calibrate(LabelledOutputs rows, CostSettings settings, CancellationToken cancellationToken) => new(
        rows.Target.Rows,
        [],
        probabilities: null,
        costs: null,
        [.. Enumerable.Range(0, rows.Target.Columns).Select(j =>
        {
            var (truth, predicted) = rows.Numbers(j);
            return ConformalScores.Of([.. truth.Zip(predicted, static (value, told) => Math.Abs(value - told))]);
        })]);
}
