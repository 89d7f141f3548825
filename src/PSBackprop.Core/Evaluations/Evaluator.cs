using System.Numerics;

using PSBackprop.Data;
using PSBackprop.Evaluations.Metrics;
using PSBackprop.Evaluations.Tasks;
using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Tasks;
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
        UnknownCategories? unknown = null,
        double? interval = null)
    {
        NetworkColumns columns = network.Columns ?? throw Errors.NetworkWithoutColumns(network);
        if (columns.Series is not null)
        {
            return RollingOrigin.Evaluate(network, dataset, unknown, interval ?? IntervalCoverage.UsualLevel, cancellationToken);
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
        int? positive = ClassLabels.Positive(network, positiveClass);
        double? level = interval ?? (IntervalCoverage.IsGivenBy(network.Calibration) ? IntervalCoverage.UsualLevel : null);
        var evaluator = TaskEvaluatorFamily.Of(network, target);
        OutputDecoder decoder = network.Columns is null && evaluator.IsOfClasses
            ? DecoderFactory.OfClasses(network, level)
            : DecoderFactory.Create(network, interval: level);
        LabelledOutputs rows = Outputs(network, input, target, threads, keepsNetInput: network.Calibration?.Probabilities is not null, cancellationToken);
        return evaluator.Evaluate(rows, decoder, positive, level);
    }

    /// <summary>Runs a network on labelled rows.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">[samples × features].</param>
    /// <param name="target">[samples × outputs].</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="keepsNetInput">Whether the net inputs of the output layer are wanted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static LabelledOutputs Outputs(
        Network network, DataMatrix input, DataMatrix target, int threads, bool keepsNetInput, CancellationToken cancellationToken) =>
        network.Precision == Precision.Single
            ? Run<float>(network, input, target, threads, keepsNetInput, cancellationToken)
            : Run<double>(network, input, target, threads, keepsNetInput, cancellationToken);

    private static LabelledOutputs Run<T>(
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

        return new LabelledOutputs(network, target, outputs, netInputs, score.TakeLoss(input.Rows));
    }
}
