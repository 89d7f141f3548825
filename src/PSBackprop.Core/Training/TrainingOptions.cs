using PSBackprop.Data;
using PSBackprop.Training.Optimizers;

namespace PSBackprop.Training;

/// <summary>The settings of one training.</summary>
public sealed class TrainingOptions
{
    /// <summary>The number of epochs, at least 1.</summary>
    public int Epoch { get; set; } = 200;

    /// <summary>Samples in a batch, at least 1; null for the optimizer's own.</summary>
    public int? BatchSize { get; set; }

    /// <summary>Whether each step uses all samples, in their own order.</summary>
    public bool FullBatch { get; set; }

    /// <summary>Whether the samples keep their order in every epoch.</summary>
    public bool NoShuffle { get; set; }

    /// <summary>The method of update; null for what suits the data.</summary>
    public OptimizerKind? Optimizer { get; set; }

    /// <summary>The learning rate, above 0; null for what suits the optimizer.</summary>
    public double? LearningRate { get; set; }

    /// <summary>The momentum, from 0 to below 1; null for 0.</summary>
    public double? Momentum { get; set; }

    /// <summary>Whether the momentum is of Nesterov's form.</summary>
    public bool Nesterov { get; set; }

    /// <summary>The decay of the mean of gradients, from 0 to below 1; null for 0.9.</summary>
    public double? Beta1 { get; set; }

    /// <summary>The decay of the mean of squared gradients, or what the optimizer has in its place, from 0 to below 1; null for the optimizer's own.</summary>
    public double? Beta2 { get; set; }

    /// <summary>The decay of the mean square, from 0 to below 1; null for the optimizer's own.</summary>
    public double? Rho { get; set; }

    /// <summary>What is added to a divisor, above 0; null for what suits the optimizer.</summary>
    public double? Epsilon { get; set; }

    /// <summary>Whether to divide by the largest mean square so far.</summary>
    public bool AmsGrad { get; set; }

    /// <summary>Whether to take the mean gradient into account.</summary>
    public bool Centered { get; set; }

    /// <summary>λ of the decoupled decay w ← w (1 − η λ), at least 0; null for the optimizer's own.</summary>
    public double? WeightDecay { get; set; }

    /// <summary>How the learning rate changes.</summary>
    public ScheduleKind LearningRateSchedule { get; set; }

    /// <summary>The length in epochs of a step or wave of the schedule, or its patience; at least 1; null for the schedule's own.</summary>
    public int? ScheduleStep { get; set; }

    /// <summary>The schedule's decay, above 0; null for what suits it.</summary>
    public double? ScheduleDecay { get; set; }

    /// <summary>The power of the schedule, above 0; null for 1.</summary>
    public double? SchedulePower { get; set; }

    /// <summary>How many times as long each wave is as the one before, at least 1; null for 1.</summary>
    public int? ScheduleGrowth { get; set; }

    /// <summary>The rate that a schedule falls to, at least 0; null for 0.</summary>
    public double? MinimumLearningRate { get; set; }

    /// <summary>Epochs over which the rate rises from zero before the schedule begins, at least 0.</summary>
    public int WarmupEpoch { get; set; }

    /// <summary>λ of the penalty λ Σ |w| over the weights, at least 0.</summary>
    public double L1 { get; set; }

    /// <summary>λ of the penalty ½ λ Σ w² over the weights, at least 0; null for 0, or what suits a dataset of time series.</summary>
    public double? L2 { get; set; }

    /// <summary>The largest gradient norm, above 0; a larger one is scaled down to it. Null for none.</summary>
    public double? GradientClip { get; set; }

    /// <summary>The largest magnitude of an element of the gradient, above 0. Null for none.</summary>
    public double? GradientClipValue { get; set; }

    /// <summary>The largest length of a unit's weights, above 0. Null for none.</summary>
    public double? MaxNorm { get; set; }

    /// <summary>
    /// Whether the network ends with the mean of the weights after each epoch in which later ones count more, which is then validated, too.
    /// Null for no, or what suits a dataset.
    /// </summary>
    public bool? AverageWeight { get; set; }

    /// <summary>The loss; null for what suits the output activation.</summary>
    public Loss? Loss { get; set; }

    /// <summary>How much of each class target goes to all classes alike, from 0 to below 1; null for 0, or what suits a dataset.</summary>
    public double? LabelSmoothing { get; set; }

    /// <summary>The weight of each sample, at least 0; null for 1.</summary>
    public IReadOnlyList<double>? SampleWeight { get; set; }

    /// <summary>The weight of each class, by its number from 0; classes left out have 1. Null for none.</summary>
    public IReadOnlyDictionary<int, double>? ClassWeight { get; set; }

    /// <summary>Whether each class weighs samples / (classes · its samples), counted among the samples that are trained on.</summary>
    public bool BalancedClasses { get; set; }

    /// <summary>The part of the samples kept for validation, above 0 and below 1; null for none.</summary>
    public double? ValidationSplit { get; set; }

    /// <summary>
    /// Whether a training on a dataset without data to validate on keeps none of its rows for that. Else it keeps a part, has a patience,
    /// averages weights and smooths labels, if there are rows enough.
    /// </summary>
    public bool NoValidation { get; set; }

    /// <summary>Inputs for validation, [samples × features]; null for none.</summary>
    public DataMatrix? ValidationInput { get; set; }

    /// <summary>Targets for validation, [samples × outputs].</summary>
    public DataMatrix? ValidationTarget { get; set; }

    /// <summary>Training ends when the validation loss has not improved for this many epochs, at least 1; null for never.</summary>
    public int? Patience { get; set; }

    /// <summary>How much lower than the best a validation loss must be to count, at least 0; null for 0.</summary>
    public double? MinimumImprovement { get; set; }

    /// <summary>Whether early stopping leaves the last weights in place, rather than those of the best epoch.</summary>
    public bool KeepLastWeight { get; set; }

    /// <summary>Training ends when the epoch's loss is at or below this.</summary>
    public double? TargetLoss { get; set; }

    /// <summary>The gradient norm at which the optimizer has converged, at least 0; null for 1e-7.</summary>
    public double? GradientTolerance { get; set; }

    /// <summary>Training ends when this time has passed.</summary>
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>The metrics to record beside the loss.</summary>
    public IReadOnlyList<Metric> Metric { get; set; } = [];

    /// <summary>The most threads, at least 1; null for one a processor. Their number changes no bit of the result.</summary>
    public int? ThrottleLimit { get; set; }

    /// <summary>The seed of the order of samples, of dropout and of the validation split; null for the network's.</summary>
    public int? Seed { get; set; }

    /// <summary>Where the training leaves what it needs to go on after an interruption; null for nowhere.</summary>
    internal ICheckpoint? Checkpoint { get; set; }

    internal TrainingOptions Copy() => (TrainingOptions)MemberwiseClone();
}
