using System.Management.Automation;

using PSBackprop.Completion;
using PSBackprop.Conversion;
using PSBackprop.Settings;
using PSBackprop.Training;

namespace PSBackprop.Commands;

/// <summary>The settings of a whole training; the data is not among them.</summary>
public abstract class TrainingSettingsCommand : StepSettingsCommand
{
    /// <summary>The number of epochs: passes over all samples.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Epoch { get; set; } = 200;

    /// <summary>
    /// The number of samples for each update. Batch normalization needs at least two; if one sample would be left for the last batch of
    /// an epoch, it joins the batch before.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int BatchSize { get; set; }

    /// <summary>Uses all samples for each update, as some optimizers do by themselves.</summary>
    [Parameter]
    public SwitchParameter FullBatch { get; set; }

    /// <summary>Takes the samples in their own order in each epoch.</summary>
    [Parameter]
    public SwitchParameter NoShuffle { get; set; }

    /// <summary>
    /// The decoupled decay: each step first multiplies what it trains by 1 − rate · decay, w ← w (1 − rate · decay).
    /// Biases decay, too, as in PyTorch.
    /// </summary>
    [Parameter]
    [ValidateFinite(Minimum = 0)]
    public double WeightDecay { get; set; }

    /// <summary>How the learning rate changes over the epochs of this training.</summary>
    [Parameter]
    public ScheduleKind LearningRateSchedule { get; set; }

    /// <summary>The length of the schedule's steps, in epochs.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int ScheduleStep { get; set; }

    /// <summary>How strongly the schedule lowers the rate.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double ScheduleDecay { get; set; }

    /// <summary>The power to which the part of the training that is left is raised.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double SchedulePower { get; set; }

    /// <summary>How many times as long each wave is as the one before.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int ScheduleGrowth { get; set; }

    /// <summary>The rate that the schedule falls to.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0)]
    public double MinimumLearningRate { get; set; }

    /// <summary>The epochs over which the rate rises in equal steps, before the schedule begins.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int WarmupEpoch { get; set; }

    /// <summary>The largest norm of the gradient of all parameters; a longer one is scaled down to it.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double GradientClip { get; set; }

    /// <summary>The largest magnitude of an element of the gradient; it is cut to it.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double GradientClipValue { get; set; }

    /// <summary>The largest length of the weights that lead into a unit; after each step longer ones are shortened to it.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double MaxNorm { get; set; }

    /// <summary>
    /// Ends with the mean of the weights after each epoch, in which later epochs count more: about the last fifth of them has a say. It is
    /// what is validated, too. It predicts other rows better than the weights of one epoch; -AverageWeight:$false leaves it out where a
    /// dataset has it unless told otherwise.
    /// </summary>
    [Parameter]
    [PSDefaultValue(Help = "False; True of 500 rows or more of a dataset, without -NoValidation")]
    public SwitchParameter AverageWeight { get; set; }

    /// <summary>How much of each class target goes to all classes alike.</summary>
    [Parameter]
    [PSDefaultValue(Help = "0; 0.03 for the classes of a dataset of 500 rows or more, without -NoValidation")]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double LabelSmoothing { get; set; }

    /// <summary>
    /// How much the samples of each class count: Balanced, with which the classes of the rows that are trained on count alike, or
    /// a hashtable from classes to weights, such as @{ setosa = 1; virginica = 5 }; for plain numbers from class numbers, such as
    /// @{ 0 = 1; 1 = 5 }. Classes left out count 1.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ClassWeightCompleter))]
    public object? ClassWeight { get; set; }

    /// <summary>
    /// The part of the samples that is kept for validation, of each class the same part. The seed chooses them. Of a dataset, or rows with
    /// columns, a tenth is kept unless told otherwise, from 500 rows on.
    /// </summary>
    [Parameter]
    [PSDefaultValue(Help = "0.1 of 500 rows or more of a dataset")]
    [ValidateFinite(Minimum = 0, AllowMinimum = false, Maximum = 1, AllowMaximum = false)]
    public double ValidationSplit { get; set; }

    /// <summary>Trains on all rows of a dataset, for all epochs, where otherwise a tenth of them would be kept for validation.</summary>
    [Parameter]
    public SwitchParameter NoValidation { get; set; }

    /// <summary>
    /// Ends the training when the validation loss has not improved for this many epochs. However the training ends, except by Ctrl+C,
    /// the network then has the weights of its best epoch.
    /// </summary>
    [Parameter]
    [PSDefaultValue(Help = "10 where rows of a dataset are kept for validation without being asked for")]
    [ValidateRange(1, int.MaxValue)]
    public int Patience { get; set; }

    /// <summary>How much lower than the best a validation loss must be to count as better.</summary>
    [Parameter]
    [PSDefaultValue(Help = "0")]
    [ValidateFinite(Minimum = 0)]
    public double MinimumImprovement { get; set; }

    /// <summary>Leaves the last weights in the network rather than those of the best epoch.</summary>
    [Parameter]
    public SwitchParameter KeepLastWeight { get; set; }

    /// <summary>Ends the training once the loss of an epoch is at or below this.</summary>
    [Parameter]
    [ValidateFinite]
    public double TargetLoss { get; set; }

    /// <summary>The gradient norm at which the training has converged.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0)]
    public double GradientTolerance { get; set; }

    /// <summary>Ends the training after the epoch in which this time has passed.</summary>
    [Parameter]
    [ValidatePositiveTime]
    public TimeSpan TimeLimit { get; set; }

    /// <summary>Metrics to record and report beside the loss, for training and validation data.</summary>
    [Parameter]
    public Metric[] Metric { get; set; } = [];

    /// <summary>The most threads to use. Their number changes no bit of the result.</summary>
    [Parameter]
    [PSDefaultValue(Help = "one a processor")]
    [ValidateRange(1, int.MaxValue)]
    public int ThrottleLimit { get; set; }

    /// <summary>The seed of the order of samples, of dropout and of the validation split.</summary>
    [Parameter]
    [PSDefaultValue(Help = "the network's seed")]
    [ValidateRange(0, int.MaxValue)]
    public int Seed { get; set; }

    internal override TrainingOptions Options(NetworkColumns? columns)
    {
        TrainingOptions options = base.Options(columns);
        options.Epoch = Epoch;
        options.BatchSize = Given(BatchSize);
        options.FullBatch = FullBatch;
        options.NoShuffle = NoShuffle;
        options.WeightDecay = Given(WeightDecay);
        options.LearningRateSchedule = LearningRateSchedule;
        options.ScheduleStep = Given(ScheduleStep);
        options.ScheduleDecay = Given(ScheduleDecay);
        options.SchedulePower = Given(SchedulePower);
        options.ScheduleGrowth = Given(ScheduleGrowth);
        options.MinimumLearningRate = Given(MinimumLearningRate);
        options.WarmupEpoch = WarmupEpoch;
        options.GradientClip = Given(GradientClip);
        options.GradientClipValue = Given(GradientClipValue);
        options.MaxNorm = Given(MaxNorm);
        options.AverageWeight = Given(AverageWeight)?.ToBool();
        options.LabelSmoothing = Given(LabelSmoothing);
        options.BalancedClasses = WeightConverter.IsBalanced(ClassWeight);
        options.ClassWeight = options.BalancedClasses ? null : WeightConverter.OfClasses(ClassWeight, columns?.LabelNames ?? []);
        options.ValidationSplit = Given(ValidationSplit);
        options.NoValidation = NoValidation;
        options.Patience = Given(Patience);
        options.MinimumImprovement = Given(MinimumImprovement);
        options.KeepLastWeight = KeepLastWeight;
        options.TargetLoss = Given(TargetLoss);
        options.GradientTolerance = Given(GradientTolerance);
        options.TimeLimit = Given(TimeLimit);
        options.Metric = Metric;
        options.ThrottleLimit = Given(ThrottleLimit);
        options.Seed = Given(Seed);
        return options;
    }
}
