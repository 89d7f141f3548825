using System.Numerics;

using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training.Metrics;
using PSBackprop.Training.Optimizers;
using PSBackprop.Training.Settings;

namespace PSBackprop.Training;

/// <summary>A training with everything decided and checked: network, settings and data fit together.</summary>
internal sealed class TrainingPlan
{
    private const int DefaultBatchSize = 32;

    // A larger batch passes in blocks of this many rows, which bounds the memory and the time until a stop is seen.
    // Sums go on from block to block in the same order, so the block length leaves the bits alone.
    private const int MostBlockRows = 1024;

    private readonly OptimizerMember _optimizer;

    /// <exception cref="BackpropException">Network, settings and data do not fit together.</exception>
    public TrainingPlan(Network network, DataMatrix input, DataMatrix target, TrainingOptions options)
    {
        TrainingOptionsValidator.Require(options);
        Network = network;
        Options = options;
        Layer output = network.Layers[^1];
        LossKind = options.Loss ?? LossFamily.DefaultFor(output.Activation);
        Loss = LossFamily.All[LossKind].Create(options.LabelSmoothing);
        DataFit.Require(network, input, target);
        LossCheck.Require(LossKind, Loss, options, output, target);
        Seed = options.Seed ?? network.Seed;
        IsClassification = Loss.Domain.IsOfClasses;
        Input = input;
        Target = target;
        double[]? ownWeights = options.SampleWeight is { } given ? Training.SampleWeights.Checked(given, target.Rows) : null;
        if (TakeValidation() is { } trainingRows)
        {
            ownWeights = ownWeights is null ? null : Array.ConvertAll(trainingRows, row => ownWeights[row]);
        }

        SampleWeights = Training.SampleWeights.Of(options, ownWeights, Target, output.Function, IsClassification);
        var inputRange = new ColumnRange(Input);
        var targetRange = new ColumnRange(Target);
        RequirePrecision(inputRange, targetRange);
        Findings = DataDiagnosis.Findings(output, Input.Rows, inputRange, targetRange);

        _optimizer = OptimizerFamily.All[options.Optimizer];
        MethodName = _optimizer.Describe(options);
        bool all = options.FullBatch || _optimizer.NeedsFullBatch || (options.BatchSize is null && _optimizer.WantsFullBatch);
        BatchSize = all ? Input.Rows : Math.Min(options.BatchSize ?? DefaultBatchSize, Input.Rows);
        Batches = new Batches(Input.Rows, BatchSize, network.Layers.Any(static layer => layer.NeedsWholeBatch));
        BlockRows = RowsOfABlock();
        Trained = TrainedRanges.Of(network);
        if (Trained.Count == 0)
        {
            throw Errors.AllFrozen();
        }

        _optimizer.Require(this);
    }

    public Network Network { get; }

    /// <summary>The columns that the data is encoded as, which become the network's; null for bare numbers.</summary>
    public NetworkColumns? Columns { get; init; }

    public TrainingOptions Options { get; }

    public DataMatrix Input { get; private set; }

    public DataMatrix Target { get; private set; }

    public DataMatrix? ValidationInput { get; private set; }

    public DataMatrix? ValidationTarget { get; private set; }

    /// <summary>[samples], or none if all count alike.</summary>
    public double[] SampleWeights { get; }

    public Loss LossKind { get; }

    public LossFunction Loss { get; }

    public bool IsClassification { get; }

    public int Seed { get; }

    public int BatchSize { get; }

    /// <summary>How each epoch's samples are cut.</summary>
    public Batches Batches { get; }

    /// <summary>The threads that share the work.</summary>
    public WorkerTeam Team => WorkerTeam.Of(Options.ThrottleLimit ?? Environment.ProcessorCount);

    /// <summary>The most rows in one pass.</summary>
    public int BlockRows { get; }

    public bool Shuffles => !Options.NoShuffle && BatchSize < Input.Rows;

    /// <summary>Which parameters change.</summary>
    public IReadOnlyList<(int Start, int Length)> Trained { get; }

    /// <summary>The method with its settings.</summary>
    public string MethodName { get; }

    /// <summary>What looks wrong before the first step.</summary>
    public IReadOnlyList<string> Findings { get; }

    public EpochMetric[] CreateMetrics() => [.. Options.Metric.Distinct().Select(metric => EpochMetricFamily.All[metric].Create(Network.Layers[^1].Function))];

    public EpochMethod<T> CreateMethod<T>(GradientPass<T> pass, TrainingData<T> data)
        where T : unmanaged, IFloatingPointIeee754<T> => _optimizer.CreateMethod(this, pass, data);

    private int RowsOfABlock()
    {
        int fitting = Workspace.FittingRows(Network, MostBlockRows);
        if (!Batches.NeedsSeveral)
        {
            return Math.Min(BatchSize, fitting);
        }

        if (BatchSize == 1)
        {
            throw Errors.BatchOfOne(Input.Rows);
        }

        return (long)Batches.Largest * Workspace.WidestLayer(Network) <= Array.MaxLength
            ? Batches.Largest
            : throw Errors.BatchTooLarge(Batches.Largest, Workspace.WidestLayer(Network));
    }

    private void RequirePrecision(ColumnRange input, ColumnRange target)
    {
        if (Network.Precision == Precision.Single && !(input.FitsSingle && target.FitsSingle))
        {
            // One of them throws, with the place.
            Input.ToArray<float>();
            Target.ToArray<float>();
        }
    }

    // The rows that are left to train on, where some are split off.
    private int[]? TakeValidation()
    {
        if (Options.ValidationInput is { } input)
        {
            DataFit.Require(Network, input, Options.ValidationTarget!);
            (ValidationInput, ValidationTarget) = (input, Options.ValidationTarget);
        }
        else if (Options.ValidationSplit is { } fraction)
        {
            var (training, validation) = Training.ValidationSplit.Rows(Target, fraction, IsClassification, Network.Layers[^1].Function, Seed);
            (ValidationInput, ValidationTarget) = (Input.Select(validation), Target.Select(validation));
            (Input, Target) = (Input.Select(training), Target.Select(training));
            return training;
        }

        return null;
    }
}
