using PSBackprop.Activations;
using PSBackprop.Calibrations;
using PSBackprop.Data;
using PSBackprop.Evaluations.Metrics;
using PSBackprop.Tasks;
using PSBackprop.Training;

namespace PSBackprop.Evaluations.Tasks;

/// <summary>For one class out of several.</summary>
internal sealed class ClassificationEvaluator : TaskEvaluator
{
    public override NetworkTask Kind => NetworkTask.Classification;

    public override bool IsOfClasses => true;

    /// <summary>Whether a network without columns is for classes: by softmax outputs, or one bounded output with two kinds of targets.</summary>
    public static bool AreClasses(Network network, DataMatrix target)
    {
        ActivationFunction function = network.Layers[^1].Function;
        return function.IsDistribution
            || (network.OutputSize == 1 && double.IsFinite(function.Minimum) && double.IsFinite(function.Maximum)
                && Enumerable.Range(0, target.Rows).All(row => target[row, 0] == function.Minimum || target[row, 0] == function.Maximum));
    }

    public override Evaluation Evaluate(LabelledOutputs rows, OutputDecoder decoder, int? positive, double? level)
    {
        IReadOnlyList<object> labels = ClassLabels.Of(rows.Network);
        var places = Enumerable.Range(0, labels.Count).ToDictionary(i => labels[i]);
        Prediction[] predictions = [.. rows.Decode(decoder)];
        int[] truth = ClassTargets.Labels(rows.Target, rows.Network.Layers[^1].Function);
        int[] decided = Array.ConvertAll(predictions, prediction => places[prediction.Label!]);
        var decisions = new ClassDecisions(labels, truth, decided, positive);
        double[][]? probabilities = predictions[0].Figures is null ? null : Array.ConvertAll(predictions, static prediction => prediction.Figures!);
        return new ClassificationEvaluation(
            decisions,
            probabilities is null ? null : new ClassProbabilities(decisions, probabilities),
            rows.Loss,
            rows.Network.Calibration?.Costs is { } costs ? new DecisionCost(costs, truth, decided, probabilities!) : null,
            level is null ? null : SetCoverage.Of(
                level.Value, Array.ConvertAll(truth, label => labels[label]), Array.ConvertAll(predictions, static prediction => prediction.PredictionSet!)));
    }

    public override NetworkCalibration Calibrate(LabelledOutputs rows, CostSettings settings, CancellationToken cancellationToken)
    {
        Network network = rows.Network;
        IReadOnlyList<string> names = ClassLabels.NamesOf(network);
        int? positive = ClassLabels.Positive(network, settings.PositiveClass);
        DecisionCosts? decision = settings.Costs is null ? null : DecisionCosts.Of(names, settings.Costs(names), positive);
        int[] truth = ClassTargets.Labels(rows.Target, network.Layers[^1].Function);
        if (truth.Distinct().Count() < 2)
        {
            throw Errors.CalibrationOneClass(names[truth[0]], target: null);
        }

        ProbabilityScale scale = Scale(rows, truth, cancellationToken);
        double[] scores = [.. rows.NetInput.Select((netInput, row) => 1 - Probability(scale.Of(netInput), truth[row]))];
        return new NetworkCalibration(truth.Length, ClassLabels.Of(network), scale, decision, [ConformalScores.Of(scores)]);
    }

    public override IReadOnlyList<string> CalibrationFindings(LabelledOutputs rows)
    {
        int[] present = ClassTargets.Labels(rows.Target, rows.Network.Layers[^1].Function);
        string[] absent = [.. ClassLabels.NamesOf(rows.Network).Where((_, label) => !present.Contains(label))];
        return absent.Length == 0 ? [] : [Errors.CalibrationWithoutClass(absent)];
    }

    // A single output is the probability of the second class.
    private static double Probability(double[] probabilities, int label) =>
        probabilities.Length > 1 ? probabilities[label] : label == 1 ? probabilities[0] : 1 - probabilities[0];

    private static ProbabilityScale Scale(LabelledOutputs rows, int[] truth, CancellationToken cancellationToken)
    {
        if (rows.Network.OutputSize == 1)
        {
            var (slope, intercept) = PlattScaling.Fit(
                [.. rows.NetInput.Select(static row => row[0])], Array.ConvertAll(truth, static label => label == 1), cancellationToken)
                ?? throw Errors.CalibrationUseless(target: null);
            return new ProbabilityScale([slope], [intercept]);
        }

        Layer output = rows.Network.Layers[^1];
        return output.Function.IsDistribution
            ? new ProbabilityScale([TemperatureScaling.Fit(rows.NetInput, truth, cancellationToken) ?? throw Errors.CalibrationUseless(target: null)], [])
            : throw Errors.CalibrationActivation(output.Activation);
    }
}
