using System.Numerics;

using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training.Metrics;
using PSBackprop.Training.Optimizers;
using PSBackprop.Training.Settings;
using PSBackprop.Training.Solvers;

namespace PSBackprop.Training;

/// <summary>A training with everything decided and checked: network, settings and samples fit together. It changes nothing.</summary>
internal sealed class TrainingPlan
{
    // A larger batch passes in blocks of this many rows, which bounds the memory and the time until a stop is seen.
    // Sums go on from block to block in the same order, so the block length leaves the bits alone.
    private const int MostBlockRows = 1024;

    private readonly OptimizerMember _optimizer;

    private TrainingPlan(Network network, TrainingSet samples, TrainingOptions options)
    {
        Network = network;
        Samples = samples;
        Options = options;
        Layer output = network.Layers[^1];
        LossKind = LossFamily.Of(network, options.Loss);
        Loss = LossFamily.Create(network, LossKind, options.LabelSmoothing ?? 0);
        Seed = options.Seed ?? network.Seed;
        SampleWeights = Training.SampleWeights.Of(options, samples.Weights, samples.Target, output.Function, Loss.Domain.IsOfClasses);
        DataSummary inputRange = samples.Input.Summarize(Team);
        DataSummary targetRange = samples.Target.Summarize(Team);
        RequirePrecision(inputRange, targetRange);
        IReadOnlyList<string> findings = DataDiagnosis.Findings(
            output, samples.Input.Rows, inputRange, targetRange, samples.Columns);
        Findings = [.. samples.Findings, .. findings];

        _optimizer = OptimizerFamily.Of(options);
        MethodName = _optimizer.Describe(options);
        int rows = samples.Input.Rows;
        BatchSize = options.FullBatch || _optimizer.BatchSize is not { } size ? rows : Math.Min(size.In(options), rows);
        Batches = new Batches(rows, BatchSize, network.Layers.Any(static layer => layer.NeedsWholeBatch));
        BlockRows = RowsOfABlock();
        Trained = TrainedRanges.Of(network);
        if (Trained.Count == 0)
        {
            throw Errors.AllFrozen();
        }

        _optimizer.Require(this);
    }

    public Network Network { get; }

    /// <summary>What is learned from.</summary>
    public TrainingSet Samples { get; }

    public TrainingOptions Options { get; }

    /// <summary>[samples], or none if all count alike.</summary>
    public double[] SampleWeights { get; }

    public Loss LossKind { get; }

    public LossFunction Loss { get; }

    public int Seed { get; }

    public int BatchSize { get; }

    /// <summary>How each epoch's samples are cut.</summary>
    public Batches Batches { get; }

    /// <summary>The threads that share the work.</summary>
    public ParallelTeam Team => ParallelTeam.Of(Options.ThrottleLimit ?? Environment.ProcessorCount);

    /// <summary>The most rows in one pass.</summary>
    public int BlockRows { get; }

    public bool Shuffles => !Options.NoShuffle && BatchSize < Samples.Input.Rows;

    /// <summary>Which parameters change.</summary>
    public IReadOnlyList<(int Start, int Length)> Trained { get; }

    /// <summary>The method with its settings.</summary>
    public string MethodName { get; }

    /// <summary>What looks wrong before the first step.</summary>
    public IReadOnlyList<string> Findings { get; }

    /// <summary>Prepares a training on plain numbers.</summary>
    /// <exception cref="BackpropException">Network, settings and data do not fit together.</exception>
    public static TrainingPlan Of(Network network, DataMatrix input, DataMatrix target, TrainingOptions options)
    {
        TrainingOptionsValidator.Require(options, hasValidationData: options.ValidationInput is not null);
        return new TrainingPlan(network, TrainingSet.Of(network, input, target, options), options);
    }

    /// <summary>Prepares a training on a dataset, validated on another one or on a part of it.</summary>
    /// <exception cref="BackpropException">Network, settings and data do not fit together.</exception>
    public static TrainingPlan Of(Network network, Dataset dataset, Dataset? validation, TrainingOptions options, CancellationToken cancellationToken)
    {
        TrainingOptionsValidator.Require(options, hasValidationData: validation is not null);
        return new TrainingPlan(network, TrainingSet.Of(network, dataset, validation, options, cancellationToken), options);
    }

    /// <summary>The buffers and samples of the training's passes, with the network's parameters.</summary>
    public BlockPass<T> CreatePass<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => new(
            Workspace<T>.ForTraining(Network, BlockRows, Team),
            new SampleBlocks<T>(Samples.Input, Samples.Target, BlockRows, Team, Network.Layers[0].TakesSparse, SampleWeights, Shuffles));

    /// <summary>What computes the gradient of a batch.</summary>
    public GradientPass<T> CreateGradientPass<T>(BlockPass<T> forward, RunningScore score)
        where T : unmanaged, IFloatingPointIeee754<T> => new(forward, Loss, new WeightPenalty(Options.L1, Options.L2 ?? 0), score);

    /// <summary>What sums up the loss, and the metrics that are wanted beside it.</summary>
    public RunningScore CreateScore() =>
        new(Loss, [.. Options.Metric.Distinct().Select(metric => EpochMetricFamily.All[metric].Create(Network.Layers[^1].Function))]);

    /// <summary>What runs the epochs.</summary>
    public Solver<T> CreateSolver<T>(GradientPass<T> pass)
        where T : unmanaged, IFloatingPointIeee754<T> => _optimizer.CreateSolver(this, pass);

    private int RowsOfABlock()
    {
        int fitting = Workspace.FittingRows(Network, MostBlockRows);
        if (!Batches.NeedsSeveral)
        {
            return Math.Min(BatchSize, fitting);
        }

        if (BatchSize == 1)
        {
            throw Errors.BatchOfOne(Samples.Input.Rows);
        }

        return (long)Batches.Largest * Workspace.WidestLayer(Network) <= Array.MaxLength
            ? Batches.Largest
            : throw Errors.BatchTooLarge(Batches.Largest, Workspace.WidestLayer(Network));
    }

    private void RequirePrecision(DataSummary input, DataSummary target)
    {
        if (Network.Precision == Precision.Single && !(input.FitsSingle && target.FitsSingle))
        {
            // One of them throws, with the place.
            foreach (DataMatrix piece in Samples.Input.Pieces().Concat(Samples.Target.Pieces()))
            {
                piece.ToArray<float>();
            }
        }
    }
}
