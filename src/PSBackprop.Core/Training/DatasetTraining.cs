using PSBackprop.Data;
using PSBackprop.Propagation;

namespace PSBackprop.Training;

/// <summary>Trains networks on datasets: encodes and scales them as the network's columns say.</summary>
internal static class DatasetTraining
{
    /// <summary>Trains a network in place. One that has never been trained takes its scaling from the rows it is trained on, so that validation rows stay unseen.</summary>
    /// <param name="network">The network; without columns it takes the dataset's.</param>
    /// <param name="dataset">What to train on, and to validate on if part of it is kept for that.</param>
    /// <param name="validation">Data to validate on; null for none of its own.</param>
    /// <param name="options">The settings.</param>
    /// <param name="onEpoch">Told of each finished epoch, on this thread, and asked whether to go on; may be null.</param>
    /// <param name="cancellationToken">Ends the training with the weights of the last finished step.</param>
    /// <exception cref="BackpropException">Data, settings and network do not fit together, or the network is being trained already.</exception>
    public static TrainingSummary Train(Network network, Dataset dataset, Dataset? validation, TrainingOptions options, Func<EpochRecord, bool>? onEpoch, CancellationToken cancellationToken)
    {
        NetworkColumns columns = network.Columns ?? Adopt(network, dataset);
        Dataset training = dataset;
        options = options.Copy();
        if (options.ValidationSplit is { } fraction && validation is null)
        {
            var (rest, part) = ValidationSplit.Rows(DatasetSplit.Groups(dataset), fraction, options.Seed ?? network.Seed);
            (training, validation) = (dataset.Select(rest), dataset.Select(part));
            if (options.SampleWeight is { } given)
            {
                double[] weights = SampleWeights.Checked(given, dataset.Count);
                options.SampleWeight = Array.ConvertAll(rest, row => weights[row]);
            }

            options.ValidationSplit = null;
        }

        columns = network.EpochsTrained == 0 ? ColumnFit.Refit(columns, training) : ColumnFit.Widen(columns, training);

        double low = TargetCoding.Low(network, options.Loss);
        DataMatrix input = DatasetEncoder.Inputs(columns, training, cancellationToken);
        DataMatrix target = DatasetEncoder.Targets(columns, training, low, cancellationToken);
        if (validation is not null)
        {
            options.ValidationInput = DatasetEncoder.Inputs(columns, validation, cancellationToken);
            options.ValidationTarget = DatasetEncoder.Targets(columns, validation, low, cancellationToken);
        }

        return Trainer.Train(network, columns, input, target, options, onEpoch, cancellationToken);
    }

    private static NetworkColumns Adopt(Network network, Dataset dataset)
    {
        NetworkColumns columns = ColumnFit.Of(dataset, Scaling.Standard, Scaling.Standard, UnknownCategory.Error, oneUnit: network.OutputSize == 1);
        return columns.InputSize == network.InputSize && columns.OutputSize == network.OutputSize
            ? columns
            : throw Errors.DatasetSize(network, columns.InputSize, columns.OutputSize);
    }
}
