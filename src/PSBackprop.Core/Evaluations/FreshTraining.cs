using PSBackprop.Training;

namespace PSBackprop.Evaluations;

/// <summary>Trains networks that are one of several.</summary>
internal static class FreshTraining
{
    /// <summary>Trains a fresh network of a kind, on one thread, as others train beside it.</summary>
    /// <exception cref="BackpropException">It diverged.</exception>
    public static Network Run(Network kind, Dataset dataset, TrainingOptions options, CancellationToken cancellationToken)
    {
        Network network = kind.Renew();
        options = options.Copy();
        options.ThrottleLimit = 1;
        TrainingSummary summary = DatasetTraining.Train(network, dataset, null, options, null, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return summary.StopReason == StopReason.Diverged ? throw Errors.FoldDiverged() : network;
    }
}
