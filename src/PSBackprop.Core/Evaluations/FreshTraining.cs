using PSBackprop.Data;
using PSBackprop.Training;

namespace PSBackprop.Evaluations;

/// <summary>Trains networks that are one of several.</summary>
internal static class FreshTraining
{
    /// <summary>Trains a fresh network of a kind, on one thread, as others train beside it.</summary>
    /// <param name="kind">The network whose like is trained.</param>
    /// <param name="dataset">The rows to train on.</param>
    /// <param name="options">The settings.</param>
    /// <param name="onEpoch">Called after each epoch, on the thread that trains; may be null.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <exception cref="BackpropException">It diverged.</exception>
    public static Network Run(
        Network kind, Dataset dataset, TrainingOptions options, Action<EpochRecord>? onEpoch, CancellationToken cancellationToken)
    {
        Network network = kind.CopyUntrained(kind.Columns is { } columns ? ColumnFit.Anew(columns, dataset) : null);
        options = options.Copy();
        options.ThrottleLimit = 1;
        Func<EpochRecord, bool>? report = onEpoch is null ? null : Report;
        TrainingSummary summary = Trainer.Train(network, dataset, null, options, report, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return summary.StopReason == StopReason.Diverged ? throw Errors.FoldDiverged() : network;

        bool Report(EpochRecord record)
        {
            onEpoch(record);
            return true;
        }
    }
}
