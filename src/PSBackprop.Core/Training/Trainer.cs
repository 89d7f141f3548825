using System.Numerics;

using PSBackprop.Data;
using PSBackprop.Propagation;

namespace PSBackprop.Training;

/// <summary>Trains networks.</summary>
public static class Trainer
{
    /// <summary>Trains a network in place.</summary>
    /// <param name="network">The network; its parameters, history and last training change.</param>
    /// <param name="input">[samples × features].</param>
    /// <param name="target">[samples × outputs].</param>
    /// <param name="options">The settings.</param>
    /// <param name="onEpoch">Told of each finished epoch, on this thread; may be null.</param>
    /// <param name="cancellationToken">Ends the training with the weights of the last finished step.</param>
    /// <returns>How it went, which is also in the network.</returns>
    /// <exception cref="BackpropException">Data, settings and network do not fit together, or the network is being trained already.</exception>
    public static TrainingSummary Train(
        Network network,
        DataMatrix input,
        DataMatrix target,
        TrainingOptions options,
        Action<EpochRecord>? onEpoch,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        var output = (DenseLayer)network.Layers[^1];
        Loss kind = options.Loss ?? LossFunction.DefaultFor(output.Activation);
        var loss = LossFunction.Create(kind);
        RequireFit(network, input, target, options);
        RequirePairing(kind, loss, output, target);
        network.EnterTraining();
        try
        {
            return network.Precision == Precision.Single
                ? Train<float>(network, input, target, kind, options, onEpoch, cancellationToken)
                : Train<double>(network, input, target, kind, options, onEpoch, cancellationToken);
        }
        finally
        {
            network.LeaveTraining();
        }
    }

    private static TrainingSummary Train<T>(Network network, DataMatrix input, DataMatrix target, Loss loss, TrainingOptions options, Action<EpochRecord>? onEpoch, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new TrainingRun<T>(network, input, target, loss, options).Run(onEpoch, cancellationToken);

    private static void RequireFit(Network network, DataMatrix input, DataMatrix target, TrainingOptions options)
    {
        if (input.Columns != network.InputSize)
        {
            throw Errors.RowWidth(input.Name, network.InputSize, input.Columns);
        }

        if (target.Rows != input.Rows)
        {
            throw Errors.TargetCount(input.Rows, target.Rows);
        }

        if (target.Columns != network.OutputSize)
        {
            throw Errors.TargetWidth(network.OutputSize, target.Columns);
        }

        if (options.FullBatch && options.BatchSize is not null)
        {
            throw Errors.BatchContradiction();
        }

        if (options.Nesterov && options.Momentum == 0)
        {
            throw Errors.NesterovWithoutMomentum();
        }
    }

    private static void RequirePairing(Loss kind, LossFunction loss, DenseLayer output, DataMatrix target)
    {
        if (loss.FusedWith is not { } needed)
        {
            return;
        }

        if (output.Activation != needed)
        {
            throw Errors.LossPairing(kind, output.Activation, needed);
        }

        for (int i = 0; i < target.Values.Length; i++)
        {
            if (target.Values[i] is < 0 or > 1)
            {
                throw Errors.TargetNotProbability(kind, (i / target.Columns) + 1, (i % target.Columns) + 1, target.Values[i]);
            }
        }
    }
}
