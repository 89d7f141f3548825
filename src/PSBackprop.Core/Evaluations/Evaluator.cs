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
    /// <summary>Evaluates on a dataset; numbers are compared in the targets' own units.</summary>
    /// <exception cref="BackpropException">The network has no columns, or the dataset lacks one.</exception>
    public static Evaluation Evaluate(
        Network network,
        Dataset dataset,
        int threads,
        CancellationToken cancellationToken,
        object? positiveClass = null,
        UnknownCategories? unknown = null)
    {
        NetworkColumns columns = network.Columns ?? throw Errors.NetworkWithoutColumns(network);
        var (input, target) = DatasetEncoder.Encode(columns, dataset, TargetCoding.NegativeValue(network, network.Loss), cancellationToken, unknown);
        return Evaluate(network, input, target, threads, cancellationToken, positiveClass);
    }

    /// <summary>Evaluates on plain numbers.</summary>
    /// <exception cref="BackpropException">The data does not fit the network.</exception>
    public static Evaluation Evaluate(
        Network network,
        DataMatrix input,
        DataMatrix target,
        int threads,
        CancellationToken cancellationToken,
        object? positiveClass = null)
    {
        ShapeCheck.Require(network, input, target);
        int? positive = OutputDecoder.Positive(network, positiveClass);
        var (outputs, loss) = network.Precision == Precision.Single
            ? Run<float>(network, input, target, threads, cancellationToken)
            : Run<double>(network, input, target, threads, cancellationToken);
        return network.Columns?.Task switch
        {
            NetworkTask.Regression => Numbers(network, outputs, target, loss),
            NetworkTask.MultiLabel => Several(network, outputs, target, loss),
            NetworkTask.Classification => Classes(network, OutputDecoder.Create(network), network.Columns.Labels, outputs, target, loss, positive),
            null when AreClasses(network, target) =>
                Classes(network, OutputDecoder.OfClasses(network), OutputDecoder.Numbers(Math.Max(network.OutputSize, 2)), outputs, target, loss, positive),
            _ => Numbers(network, outputs, target, loss),
        };
    }

    private static (double[][] Outputs, double Loss) Run<T>(
        Network network, DataMatrix input, DataMatrix target, int threads, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parameters = Workspace<T>.Convert(network.Parameters);
        var pass = BlockPass<T>.ForEvaluation(network, parameters, input, target, ParallelTeam.Of(threads));
        var score = new RunningScore(LossFamily.Create(LossFamily.Of(network, network.Loss)), []);
        double[][] outputs = new double[input.Rows][];
        foreach (SampleBlock block in pass.Run(cancellationToken))
        {
            score.Add(pass, block);
            for (int i = 0; i < block.Rows; i++)
            {
                outputs[block.First + i] = pass.Workspace.OutputRow(i);
            }
        }

        return (outputs, score.TakeLoss(input.Rows));
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
        Network network,
        OutputDecoder decoder,
        IReadOnlyList<object> labels,
        double[][] outputs,
        DataMatrix target,
        double loss,
        int? positive)
    {
        var places = Enumerable.Range(0, labels.Count).ToDictionary(i => labels[i]);
        Prediction[] predictions = Array.ConvertAll(outputs, decoder.Decode);
        var decisions = new ClassDecisions(
            labels,
            ClassTargets.Labels(target, network.Layers[^1].Function),
            Array.ConvertAll(predictions, prediction => places[prediction.Label!]),
            positive);
        return new ClassificationEvaluation(
            decisions,
            predictions[0].Figures is null ? null : new ClassProbabilities(decisions, Array.ConvertAll(predictions, static prediction => prediction.Figures!)),
            loss);
    }

    private static MultiLabelEvaluation Several(Network network, double[][] outputs, DataMatrix target, double loss)
    {
        double middle = ClassTargets.DecisionThreshold(network.Layers[^1].Function);
        OutputDecoder decoder = OutputDecoder.Create(network);
        var decisions = new LabelDecisions(
            network.Columns!.LabelNames,
            [.. Enumerable.Range(0, target.Rows).Select(row => Enumerable.Range(0, target.Columns).Select(label => target[row, label] > middle).ToArray())],
            Array.ConvertAll(outputs, output => decoder.Decode(output).Figures!));
        return new MultiLabelEvaluation(decisions, loss);
    }

    private static RegressionEvaluation Numbers(Network network, double[][] outputs, DataMatrix target, double loss) => new(
        new NumberPredictions([.. Enumerable.Range(0, target.Columns).Select(j =>
        {
            NetworkColumn? column = network.Columns?.Output[j];
            return new TargetErrors(
                column?.Name ?? (j + 1).ToString(CultureInfo.InvariantCulture),
                target.InOwnUnits(j, column),
                Array.ConvertAll(outputs, output => column?.Decode(output[j]) ?? output[j]));
        })]),
        loss);
}
