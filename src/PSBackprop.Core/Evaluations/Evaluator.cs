using System.Globalization;
using System.Numerics;

using PSBackprop.Activations;
using PSBackprop.Data;
using PSBackprop.Evaluations.Metrics;
using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training;

namespace PSBackprop.Evaluations;

/// <summary>Runs a network on labelled data and says how good it is.</summary>
internal static class Evaluator
{
    // The level of intervals unless told.
    private const double UsualInterval = 0.9;

    /// <summary>Evaluates on a dataset; numbers are compared in the targets' own units.</summary>
    /// <exception cref="BackpropException">The network has no columns, or the dataset lacks one.</exception>
    public static Evaluation Evaluate(
        Network network,
        Dataset dataset,
        int threads,
        CancellationToken cancellationToken,
        object? positiveClass = null,
        UnknownCategories? unknown = null,
        double? interval = null)
    {
        NetworkColumns columns = network.Columns ?? throw Errors.NetworkWithoutColumns(network);
        if (columns.Series is not null)
        {
            return RollingOrigin.Evaluate(network, dataset, unknown, interval ?? UsualInterval, cancellationToken);
        }

        var (input, target) = DatasetEncoder.Encode(columns, dataset, TargetCoding.NegativeValue(network, network.Loss), cancellationToken, unknown);
        return Evaluate(network, input, target, threads, cancellationToken, positiveClass, interval);
    }

    /// <summary>Evaluates on plain numbers.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">[samples × features].</param>
    /// <param name="target">[samples × outputs].</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="positiveClass">The positive of two classes; null for the network's own.</param>
    /// <param name="interval">The level of intervals or sets of classes; null for 0.9 where the network is calibrated.</param>
    /// <exception cref="BackpropException">The data does not fit the network, or it has no such intervals.</exception>
    public static Evaluation Evaluate(
        Network network,
        DataMatrix input,
        DataMatrix target,
        int threads,
        CancellationToken cancellationToken,
        object? positiveClass = null,
        double? interval = null)
    {
        ShapeCheck.Require(network, input, target);
        int? positive = OutputDecoder.Positive(network, positiveClass);
        double? level = interval ?? (network.Calibration is { HighestInterval: >= UsualInterval } ? UsualInterval : null);
        OutputDecoder decoder = network.Columns is null && TaskOf(network, target) == NetworkTask.Classification
            ? OutputDecoder.OfClasses(network, level)
            : OutputDecoder.Create(network, interval: level);
        NetworkOutputs outputs = Outputs(network, input, target, threads, keepsNetInput: network.Calibration?.Probabilities is not null, cancellationToken);
        return TaskOf(network, target) switch
        {
            NetworkTask.Regression => Numbers(network, outputs, target, level),
            NetworkTask.MultiLabel => Several(network, decoder, outputs, target),
            NetworkTask.Anomaly => new AnomalyEvaluation(input.Rows, outputs.Loss),
            _ => Classes(network, decoder, outputs, target, positive, level),
        };
    }

    /// <summary>What a network is for; without columns by its outputs and the targets.</summary>
    public static NetworkTask TaskOf(Network network, DataMatrix target) =>
        network.Columns?.Task ?? (AreClasses(network, target) ? NetworkTask.Classification : NetworkTask.Regression);

    /// <summary>Runs a network on labelled rows.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">[samples × features].</param>
    /// <param name="target">[samples × outputs].</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="keepsNetInput">Whether the net inputs of the output layer are wanted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static NetworkOutputs Outputs(
        Network network, DataMatrix input, DataMatrix target, int threads, bool keepsNetInput, CancellationToken cancellationToken) =>
        network.Precision == Precision.Single
            ? Run<float>(network, input, target, threads, keepsNetInput, cancellationToken)
            : Run<double>(network, input, target, threads, keepsNetInput, cancellationToken);

    private static NetworkOutputs Run<T>(
        Network network, DataMatrix input, DataMatrix target, int threads, bool keepsNetInput, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parameters = Workspace<T>.Convert(network.Parameters);
        var pass = BlockPass<T>.ForEvaluation(network, parameters, input, target, ParallelTeam.Of(threads));
        var score = new RunningScore(LossFamily.Create(network, LossFamily.Of(network, network.Loss)), []);
        double[][] outputs = new double[input.Rows][];
        double[][] netInputs = keepsNetInput ? new double[input.Rows][] : [];
        foreach (SampleBlock block in pass.Run(cancellationToken))
        {
            score.Add(pass, block);
            for (int i = 0; i < block.Rows; i++)
            {
                outputs[block.First + i] = pass.Workspace.OutputRow(i);
                if (keepsNetInput)
                {
                    netInputs[block.First + i] = pass.Workspace.NetInputRow(i);
                }
            }
        }

        return new NetworkOutputs(outputs, netInputs, score.TakeLoss(input.Rows));
    }

    // Without columns: softmax outputs are classes, and so is one bounded output with two kinds of targets.
    private static bool AreClasses(Network network, DataMatrix target)
    {
        ActivationFunction function = network.Layers[^1].Function;
        return function.IsDistribution
            || (network.OutputSize == 1 && double.IsFinite(function.Minimum) && double.IsFinite(function.Maximum)
                && Enumerable.Range(0, target.Rows).All(row => target[row, 0] == function.Minimum || target[row, 0] == function.Maximum));
    }

    private static ClassificationEvaluation Classes(
        Network network, OutputDecoder decoder, NetworkOutputs outputs, DataMatrix target, int? positive, double? level)
    {
        IReadOnlyList<object> labels = OutputDecoder.Classes(network);
        var places = Enumerable.Range(0, labels.Count).ToDictionary(i => labels[i]);
        Prediction[] predictions = [.. outputs.Decode(decoder)];
        int[] truth = ClassTargets.Labels(target, network.Layers[^1].Function);
        int[] decided = Array.ConvertAll(predictions, prediction => places[prediction.Label!]);
        var decisions = new ClassDecisions(labels, truth, decided, positive);
        double[][]? probabilities = predictions[0].Figures is null ? null : Array.ConvertAll(predictions, static prediction => prediction.Figures!);
        return new ClassificationEvaluation(
            decisions,
            probabilities is null ? null : new ClassProbabilities(decisions, probabilities),
            outputs.Loss,
            network.Calibration?.Costs is { } costs ? new DecisionCost(costs, truth, decided, probabilities!) : null,
            level is null ? null : SetCoverage.Of(
                level.Value, Array.ConvertAll(truth, label => labels[label]), Array.ConvertAll(predictions, static prediction => prediction.PredictionSet!)));
    }

    private static MultiLabelEvaluation Several(Network network, OutputDecoder decoder, NetworkOutputs outputs, DataMatrix target)
    {
        double middle = ClassTargets.DecisionThreshold(network.Layers[^1].Function);
        var decisions = new LabelDecisions(
            network.Columns!.LabelNames,
            [.. Enumerable.Range(0, target.Rows).Select(row => Enumerable.Range(0, target.Columns).Select(label => target[row, label] > middle).ToArray())],
            [.. outputs.Decode(decoder).Select(static prediction => prediction.Figures!)]);
        return new MultiLabelEvaluation(decisions, outputs.Loss);
    }

    private static RegressionEvaluation Numbers(Network network, NetworkOutputs outputs, DataMatrix target, double? level)
    {
        var numbers = new NumberPredictions([.. Enumerable.Range(0, target.Columns).Select(j =>
        {
            NetworkColumn? column = network.Columns?.Output[j];
            return new TargetErrors(
                column?.Name ?? (j + 1).ToString(CultureInfo.InvariantCulture),
                target.InOwnUnits(j, column),
                Array.ConvertAll(outputs.Output, output => column?.Decode(output[j]) ?? output[j]),
                level is { } wanted ? network.Calibration!.Scores[j].Quantile(wanted) : null);
        })]);
        return new RegressionEvaluation(numbers, outputs.Loss, level is { } given ? NumberCoverage.Of(given, numbers.Scores) : null);
    }
}
