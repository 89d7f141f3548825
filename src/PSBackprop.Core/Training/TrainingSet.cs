using PSBackprop.Data.Series;
using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Propagation.Losses;
using PSBackprop.Propagation;

namespace PSBackprop.Training;

/// <summary>What a training learns from and what it is validated on, as the network takes it.</summary>
/// <param name="Input">[samples × features].</param>
/// <param name="Target">[samples × outputs].</param>
internal sealed record TrainingSet(DataMatrix Input, DataMatrix Target)
{
    private const string WhatIsLearned = "The network keeps the inputs that it was built with: from such rows it learns what their other columns tell, "
        + "and nothing of the new categories. To learn these too, build and train a new network with New-Network, from data that has them.";

    // Enough for quantiles.
    private const int MostValues = 1 << 14;

    /// <summary>The columns that the data is encoded as, which become the network's; null for plain numbers.</summary>
    public NetworkColumns? Columns { get; private init; }

    /// <summary>Each sample's own weight, [samples]; null if there are none.</summary>
    public double[]? Weights { get; private init; }

    /// <summary>Inputs and targets for validation; null for none.</summary>
    public (DataMatrix Input, DataMatrix Target)? Validation { get; private init; }

    /// <summary>What to warn of in the data.</summary>
    public IReadOnlyList<string> Findings { get; private init; } = [];

    /// <summary>What there is to know these samples again, and those of trainings before.</summary>
    public TrainedRows Remember(TrainedRows? before, ParallelTeam team) => TrainedRows.Of(
        RowHashes.Of(Input, Target, team), Validation is var (input, target) ? RowHashes.Of(input, target, team) : null, before);

    /// <summary>Gives the numbers of an input, from 0: of all samples, or of many that are spread evenly over them.</summary>
    public Func<int, double[]> Values()
    {
        int step = ((Input.Rows - 1) / MostValues) + 1;
        var spread = new Lazy<DataMatrix>(() => Input.Select([.. Enumerable.Range(0, ((Input.Rows - 1) / step) + 1).Select(i => i * step)]));
        return input => [.. Enumerable.Range(0, spread.Value.Rows).Select(row => spread.Value[row, input])];
    }

    /// <summary>Takes plain numbers; part of them is kept for validation where the settings say so.</summary>
    /// <exception cref="BackpropException">Data and network do not fit together.</exception>
    public static TrainingSet Of(Network network, DataMatrix input, DataMatrix target, TrainingOptions options)
    {
        ShapeCheck.Require(network, input, target);
        LossCheck.Require(network, target, options);
        double[]? weights = SampleWeights.Checked(options.SampleWeight, input.Rows);
        if (options.ValidationInput is { } validationInput)
        {
            ShapeCheck.Require(network, validationInput, options.ValidationTarget!);
            return new TrainingSet(input, target) { Columns = network.Columns, Weights = weights, Validation = (validationInput, options.ValidationTarget!) };
        }

        if (options.ValidationSplit is not { } fraction)
        {
            return new TrainingSet(input, target) { Columns = network.Columns, Weights = weights };
        }

        bool areClasses = LossFamily.Create(LossFamily.Of(network, options.Loss)).Domain.IsOfClasses;
        int[] groups = areClasses ? ClassTargets.Labels(target, network.Layers[^1].Function) : new int[target.Rows];
        var (training, validation) = ValidationSplit.Rows(groups, fraction, options.Seed ?? network.Seed);
        return new TrainingSet(input.Select(training), target.Select(training))
        {
            Columns = network.Columns,
            Weights = Select(weights, training),
            Validation = (input.Select(validation), target.Select(validation)),
        };
    }

    /// <summary>
    /// Encodes a dataset. A network that has never been trained takes its scaling from the rows that it is trained on,
    /// so that validation rows stay unseen; one without columns takes the dataset's.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="dataset">What to train on, and to validate on where the settings keep a part for that.</param>
    /// <param name="validation">Data to validate on; null for none of its own.</param>
    /// <param name="options">The settings.</param>
    /// <param name="cancellationToken">Ends the encoding.</param>
    /// <exception cref="BackpropException">Data and network do not fit together.</exception>
    public static TrainingSet Of(Network network, Dataset dataset, Dataset? validation, TrainingOptions options, CancellationToken cancellationToken)
    {
        NetworkColumns columns = network.Columns ?? ColumnsOf(network, dataset);
        double[]? weights = SampleWeights.Checked(options.SampleWeight, dataset.Count);
        if (options.ValidationSplit is { } fraction)
        {
            var (training, kept) = ValidationSplit.Rows(dataset, fraction, options.Seed ?? network.Seed);
            (dataset, validation) = (dataset.Select(training), dataset.Select(kept));
            weights = Select(weights, training);
        }

        columns = network.EpochsTrained == 0 ? ColumnFit.Refit(columns, dataset) : ColumnFit.Widen(columns, dataset);
        double negativeValue = TargetCoding.NegativeValue(network, options.Loss);
        IReadOnlyList<string> findings = [];
        if (columns.Series is { } series)
        {
            findings = SeriesFindings.Of(series, dataset);
            dataset = SeriesWindows.Rows(series, dataset, out int[] kept);
            weights = Select(weights, kept);
        }

        UnknownCategories[] unknown = [new(columns.UnknownCategory), new(columns.UnknownCategory, "the validation data")];
        var (input, target) = DatasetEncoder.Encode(columns, dataset, negativeValue, cancellationToken, unknown[0]);
        ShapeCheck.Require(network, input, target);
        LossCheck.Require(network, target, options);
        return new TrainingSet(input, target)
        {
            Columns = columns,
            Weights = weights,
            Validation = validation is null ? null : DatasetEncoder.Encode(columns, validation, negativeValue, cancellationToken, unknown[1]),
            Findings = FindingOf(unknown) is { } finding ? [.. findings, finding] : findings,
        };
    }

    // What is learned of new categories is told where they are in rows that are trained on.
    private static string? FindingOf(UnknownCategories[] unknown) =>
        unknown[0].Finding is null ? UnknownCategories.FindingOf(unknown) : $"{UnknownCategories.FindingOf(unknown)} {WhatIsLearned}";

    private static double[]? Select(double[]? weights, int[] rows) => weights is null ? null : Array.ConvertAll(rows, row => weights[row]);

    private static NetworkColumns ColumnsOf(Network network, Dataset dataset)
    {
        // A network with inputs for the values alone has none that tell where they are missing.
        NetworkColumns columns = Columns(missingUnits: true);
        columns = columns.InputSize > network.InputSize ? Columns(missingUnits: false) : columns;
        return columns.InputSize == network.InputSize && columns.OutputSize == network.OutputSize
            ? columns
            : throw Errors.DatasetSize(network, columns.InputSize, columns.OutputSize);

        NetworkColumns Columns(bool missingUnits) => ColumnFit.Of(
            dataset, Scaling.Standard, Scaling.Standard, UnknownCategory.Zero, oneUnit: network.OutputSize == 1, missingUnits: missingUnits);
    }
}
