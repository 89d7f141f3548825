using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training.Defaults;
using PSBackprop.Training.Settings;

namespace PSBackprop.Training;

/// <summary>Trains networks.</summary>
public static class Trainer
{
    // A training that is prepared, by all that can be refused.
    private delegate TrainingSummary Training(Func<EpochRecord, bool>? onEpoch, CancellationToken cancellationToken);

    /// <summary>Trains a network in place.</summary>
    /// <param name="network">The network; its parameters, history and last training change.</param>
    /// <param name="input">[samples × features].</param>
    /// <param name="target">[samples × outputs].</param>
    /// <param name="options">The settings.</param>
    /// <param name="onEpoch">Told of each finished epoch, on this thread, and asked whether to go on; may be null.</param>
    /// <param name="cancellationToken">Ends the training with the weights of the last finished step.</param>
    /// <returns>How it went, which is also in the network.</returns>
    /// <exception cref="BackpropException">Data, settings and network do not fit together, or the network is being trained already.</exception>
    public static TrainingSummary Train(
        Network network,
        DataMatrix input,
        DataMatrix target,
        TrainingOptions options,
        Func<EpochRecord, bool>? onEpoch,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        return Train(network, input.Rows, () => network.Members.Count > 0
            ? MemberTraining.Of(network, input, target, options).Run
            : Session(TrainingPlan.Of(network, input, target, options)), onEpoch, cancellationToken);
    }

    /// <summary>Trains a network in place on a dataset, which it encodes and scales as its columns say.</summary>
    /// <param name="network">The network; without columns it takes the dataset's.</param>
    /// <param name="dataset">What to train on, and to validate on where a part of it is kept for that.</param>
    /// <param name="validation">Data to validate on; null for none of its own.</param>
    /// <param name="options">The settings.</param>
    /// <param name="onEpoch">Told of each finished epoch, on this thread, and asked whether to go on; may be null.</param>
    /// <param name="cancellationToken">Ends the training with the weights of the last finished step.</param>
    /// <exception cref="BackpropException">Data, settings and network do not fit together, or the network is being trained already.</exception>
    public static TrainingSummary Train(
        Network network,
        Dataset dataset,
        Dataset? validation,
        TrainingOptions options,
        Func<EpochRecord, bool>? onEpoch,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        if (network.Columns is { Purpose.GivesRowsBack: true } && !dataset.IsAnomaly)
        {
            dataset = dataset.AsAnomaly();
        }

        TrainingOptions settings = DatasetDefaults.Of(dataset).Complete(
            options,
            dataset,
            hasValidationData: validation is not null,
            LossFamily.All[LossFamily.Of(network, options.Loss)].HasLabelSmoothing,
            isLinear: network.IsWithoutHiddenLayers);
        if (dataset.IsAnomaly)
        {
            (dataset, validation, settings) = HoldOut(network, dataset, validation, settings);
        }

        return Train(network, dataset.Count, () => network.Members.Count > 0
            ? MemberTraining.Of(network, dataset, validation, settings, cancellationToken).Run
            : Session(TrainingPlan.Of(network, dataset, validation, settings, cancellationToken)), onEpoch, cancellationToken, LearnUsualRows);

        void LearnUsualRows() => network.Anomaly =
            network.Columns is { Purpose.GivesRowsBack: true } && validation is not null ? AnomalyScorer.Fit(network, validation) : null;
    }

    // Rows that no member of the network is trained on, to tell how well usual rows are given back.
    private static (Dataset Training, Dataset? Held, TrainingOptions Options) HoldOut(
        Network network, Dataset dataset, Dataset? validation, TrainingOptions options)
    {
        TrainingOptionsValidator.Require(options, hasValidationData: validation is not null);
        if (options.ValidationSplit is not { } fraction || validation is not null)
        {
            return (dataset, validation, options);
        }

        TrainingOptions settings = options.Copy();
        var (training, held) = ValidationSplit.Rows(DatasetSplit.Groups(dataset), fraction, options.Seed ?? network.Seed);
        settings.ValidationSplit = null;
        double[]? weights = SampleWeights.Checked(options.SampleWeight, dataset.Count);
        settings.SampleWeight = weights is null ? null : Array.ConvertAll(training, row => weights[row]);
        return (dataset.Select(training), dataset.Select(held), settings);
    }

    // What is to follow is done with the network as it is left, whatever has ended the training.
    private static TrainingSummary Train(
        Network network,
        int rows,
        Func<Training> prepare,
        Func<EpochRecord, bool>? onEpoch,
        CancellationToken cancellationToken,
        Action? following = null) => MemoryGuard.Run(
        $"train a network of {network.ParameterCount:N0} parameters on {rows:N0} rows",
        Bytes(network, rows),
        "Build a smaller network, give fewer rows or columns, or choose a smaller -BatchSize.",
        () =>
        {
            Training training = prepare();
            network.EnterTraining();
            TrainingSummary? before = network.LastTraining;
            try
            {
                return training(onEpoch, cancellationToken);
            }
            finally
            {
                if (network.LastTraining is { Epochs: > 0 } last && !ReferenceEquals(last, before))
                {
                    network.Trained = TrainingOrigin.Now(last.Samples);
                    following?.Invoke();
                }

                network.LeaveTraining();
            }
        });

    private static Training Session(TrainingPlan plan) => plan.Network.Precision == Precision.Single
        ? (onEpoch, cancellationToken) => new TrainingSession<float>(plan).Run(onEpoch, cancellationToken)
        : (onEpoch, cancellationToken) => new TrainingSession<double>(plan).Run(onEpoch, cancellationToken);

    // The parameters, their gradient, the last finite ones and the best, and two memories of the optimizer; and the rows.
    private static double Bytes(Network network, int rows)
    {
        const int copies = 6;
        int size = network.Precision == Precision.Single ? sizeof(float) : sizeof(double);
        return (copies * (double)network.ParameterCount * size) + ((double)rows * (network.InputSize + network.OutputSize) * sizeof(double));
    }
}
