using System.Globalization;
using System.Management.Automation;

using PSBackprop.Data;
using PSBackprop.Storage;
using PSBackprop.Training;

namespace PSBackprop.Commands;

/// <summary>Trains a network by backpropagation, in place.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Training", DefaultParameterSetName = ArraySet, SupportsShouldProcess = true)]
[OutputType(typeof(Network))]
public sealed class InvokeTrainingCommand : BackpropCommand
{
    private const int ProgressActivity = 1;
    private const int ProgressPeriod = 250;

    private const string ArraySet = "Array";
    private const string DatasetSet = "Dataset";
    private const string RowSet = "Row";

    private DataMatrix? _input;
    private DataMatrix? _target;
    private Dataset? _dataset;

    /// <summary>The network to train.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Network Network { get; set; } = null!;

    /// <summary>The inputs: one row a sample.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ArraySet)]
    [ValidateNotNull]
    public object InputData { get; set; } = null!;

    /// <summary>The targets: one row a sample, or a flat list for one output.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ArraySet)]
    [ValidateNotNull]
    public object TargetData { get; set; } = null!;

    /// <summary>The data to train on.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DatasetSet)]
    [ValidateNotNull]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>The rows to train on: objects with properties, or hashtables.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RowSet)]
    [ValidateNotNullOrEmpty]
    public object[] InputObject { get; set; } = [];

    /// <summary>The properties to learn from; the network's own, or all but the targets, unless given.</summary>
    [Parameter(ParameterSetName = RowSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[]? Feature { get; set; }

    /// <summary>The properties to learn; the network's own unless given.</summary>
    [Parameter(ParameterSetName = RowSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[]? Target { get; set; }

    /// <summary>The number of epochs.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Epoch { get; set; } = 200;

    /// <summary>Samples in a batch; 32 unless given, all with Rprop.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int BatchSize { get; set; }

    /// <summary>Uses all samples in each step.</summary>
    [Parameter]
    public SwitchParameter FullBatch { get; set; }

    /// <summary>Keeps the samples in their order.</summary>
    [Parameter]
    public SwitchParameter NoShuffle { get; set; }

    /// <summary>The method of update.</summary>
    [Parameter]
    public OptimizerKind Optimizer { get; set; }

    /// <summary>The learning rate; what suits the optimizer unless given.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double LearningRate { get; set; }

    /// <summary>The momentum of Sgd and RmsProp.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double Momentum { get; set; }

    /// <summary>Uses Nesterov's form of momentum.</summary>
    [Parameter]
    public SwitchParameter Nesterov { get; set; }

    /// <summary>The decay of the mean of gradients, of the Adam family and Lion.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double Beta1 { get; set; }

    /// <summary>The decay of the mean of squared gradients, of the Adam family and Lion.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double Beta2 { get; set; }

    /// <summary>The decay of RmsProp and AdaDelta.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double Rho { get; set; }

    /// <summary>What is added to a divisor.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double Epsilon { get; set; }

    /// <summary>Adam and AdamW: divides by the largest mean square so far.</summary>
    [Parameter]
    public SwitchParameter AmsGrad { get; set; }

    /// <summary>RmsProp: takes the mean gradient into account.</summary>
    [Parameter]
    public SwitchParameter Centered { get; set; }

    /// <summary>λ of the decoupled decay w ← w (1 − rate · λ); 0 unless given, 0.01 with AdamW.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0)]
    public double WeightDecay { get; set; }

    /// <summary>How the learning rate changes.</summary>
    [Parameter]
    public ScheduleKind LearningRateSchedule { get; set; }

    /// <summary>The epochs of a step or wave of the schedule, or its patience.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int ScheduleStep { get; set; }

    /// <summary>What the schedule multiplies by, or how fast it falls.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double ScheduleDecay { get; set; }

    /// <summary>The power of the schedule Polynomial.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double SchedulePower { get; set; }

    /// <summary>How many times as long each wave of CosineRestart is as the one before.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int ScheduleGrowth { get; set; }

    /// <summary>The rate that the schedule falls to.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0)]
    public double MinimumLearningRate { get; set; }

    /// <summary>Epochs over which the rate rises before the schedule begins.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int WarmupEpoch { get; set; }

    /// <summary>λ of the penalty λ Σ |w| over the weights.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0)]
    public double L1 { get; set; }

    /// <summary>λ of the penalty ½ λ Σ w² over the weights.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0)]
    public double L2 { get; set; }

    /// <summary>The largest length of the gradient; a longer one is shortened.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double GradientClip { get; set; }

    /// <summary>The largest magnitude of an element of the gradient.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double GradientClipValue { get; set; }

    /// <summary>The largest length of a unit's weights.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double MaxNorm { get; set; }

    /// <summary>The loss; what suits the output activation unless given.</summary>
    [Parameter]
    public Loss Loss { get; set; }

    /// <summary>How much of each class target goes to all classes alike.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double LabelSmoothing { get; set; }

    /// <summary>Balanced, or a hashtable with a weight for each class number.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ClassWeightCompleter))]
    public object? ClassWeight { get; set; }

    /// <summary>A weight for each sample.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? SampleWeight { get; set; }

    /// <summary>The part of the samples kept for validation, of each class the same.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false, Maximum = 1, AllowMaximum = false)]
    public double ValidationSplit { get; set; }

    /// <summary>Data for validation.</summary>
    [Parameter(ParameterSetName = DatasetSet)]
    [Parameter(ParameterSetName = RowSet)]
    [ValidateNotNull]
    public Dataset? ValidationDataset { get; set; }

    /// <summary>Inputs for validation.</summary>
    [Parameter(ParameterSetName = ArraySet)]
    [ValidateNotNull]
    public object? ValidationInput { get; set; }

    /// <summary>Targets for validation.</summary>
    [Parameter(ParameterSetName = ArraySet)]
    [ValidateNotNull]
    public object? ValidationTarget { get; set; }

    /// <summary>Ends the training when the validation loss has not improved for this many epochs, with the weights of the best.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Patience { get; set; }

    /// <summary>How much lower than the best a validation loss must be to count.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0)]
    public double MinimumImprovement { get; set; }

    /// <summary>Keeps the last weights after early stopping, rather than the best.</summary>
    [Parameter]
    public SwitchParameter KeepLastWeight { get; set; }

    /// <summary>Ends the training when the epoch's loss is at or below this.</summary>
    [Parameter]
    [ValidateFinite]
    public double TargetLoss { get; set; }

    /// <summary>The length of the gradient at which LBfgs and LevenbergMarquardt have converged.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0)]
    public double GradientTolerance { get; set; }

    /// <summary>Ends the training when this time has passed.</summary>
    [Parameter]
    [ValidatePositiveTime]
    public TimeSpan TimeLimit { get; set; }

    /// <summary>Figures to record and report beside the loss.</summary>
    [Parameter]
    public Metric[] Metric { get; set; } = [];

    /// <summary>Runs after each epoch with its record in $_; returning $false ends the training.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? OnEpoch { get; set; }

    /// <summary>Writes a verbose line every so many epochs, and for the first and the last.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int ReportInterval { get; set; } = 1;

    /// <summary>A file for what the training needs to go on after an interruption.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>How often it is written: a number of epochs, or a time; every minute unless given.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? CheckpointInterval { get; set; }

    /// <summary>Goes on from the checkpoint file, if there is one.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>The most threads to use; one a processor unless given. Their number changes no bit of the result.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int ThrottleLimit { get; set; }

    /// <summary>The seed of the order of samples, of dropout and of the validation split; the network's unless given.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Seed { get; set; }

    private protected override void Process()
    {
        // Asked for only where it has been, as the question puts a line of its own into the verbose stream.
        bool asks = CheckpointPath is not null || MyInvocation.BoundParameters.ContainsKey("WhatIf") || MyInvocation.BoundParameters.ContainsKey("Confirm");
        if (asks && !ShouldProcess(Network.Name ?? Network.ToString(), "Train the network"))
        {
            return;
        }

        TrainingOptions options = Options();
        TrainingSummary summary = Train(options);
        foreach (string finding in summary.Findings)
        {
            WriteWarning(finding);
        }

        WriteVerbose($"{summary.StopReason} after {summary.Epochs} epochs in {summary.Duration.TotalSeconds.ToString("N1", CultureInfo.CurrentCulture)} s");
        StopToken.ThrowIfCancellationRequested();
        if (summary.StopReason == StopReason.Diverged)
        {
            WriteError(Record(Errors.TrainingDiverged(Network, Network.EpochsTrained + 1)));
        }

        WriteObject(Network);
        if (options.Checkpoint is CheckpointFile { Fault: { } fault } checkpoint)
        {
            WriteError(Record(Errors.CheckpointNotWritten(checkpoint.Path, fault)));
        }
    }

    private TrainingSummary Train(TrainingOptions options)
    {
        int first = Network.EpochsTrained;
        bool progressShown = false;
        bool progressDue = false;
        using var pulse = new Timer(_ => Volatile.Write(ref progressDue, true), null, ProgressPeriod, ProgressPeriod);
        var started = System.Diagnostics.Stopwatch.StartNew();
        try
        {
            return Start(options, Report);
        }
        finally
        {
            if (progressShown && !StopToken.IsCancellationRequested)
            {
                WriteProgress(new ProgressRecord(ProgressActivity, "Training", "Done") { RecordType = ProgressRecordType.Completed });
            }
        }

        bool Report(EpochRecord record)
        {
            int done = record.Epoch - first;
            if (done == 1 || done == Epoch || done % ReportInterval == 0)
            {
                WriteVerbose(record.ToString());
            }

            if (Volatile.Read(ref progressDue))
            {
                Volatile.Write(ref progressDue, false);
                progressShown = true;
                WriteProgress(Progress(record, done, started.Elapsed));
            }

            return OnEpoch is null || GoesOn(OnEpoch, record);
        }
    }

    // The data is the same for each network that comes through the pipeline.
    private TrainingSummary Start(TrainingOptions options, Func<EpochRecord, bool> report)
    {
        if (ParameterSetName != ArraySet)
        {
            return DatasetTraining.Train(Network, _dataset ??= Data(), ValidationDataset, options, report, StopToken);
        }

        if (Network.Columns is not null)
        {
            throw Errors.ColumnsWithoutNames(Network);
        }

        _input ??= DataMatrixConverter.Convert("-InputData", InputData);
        _target ??= DataMatrixConverter.Convert("-TargetData", TargetData);
        return Trainer.Train(Network, _input, _target, options, report, StopToken);
    }

    private Dataset Data()
    {
        if (ParameterSetName == DatasetSet)
        {
            return Dataset;
        }

        if (Target is null && Network.Columns is null)
        {
            throw Errors.NoTarget();
        }

        return ObjectDataset.Of(
            InputObject,
            Feature ?? Network.Columns?.Input.Select(static column => column.Name).ToArray(),
            Target ?? Network.Columns?.Output.Select(static column => column.Name).ToArray());
    }

    // The script block sees the record as $_ and as its argument. A plain $false among what it writes ends the training.
    private static bool GoesOn(ScriptBlock script, EpochRecord record)
    {
        try
        {
            return !script.InvokeWithContext(null, [new PSVariable("_", record)], record).Any(static result => result?.BaseObject is false);
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            throw Errors.OnEpochFailed(exception);
        }
    }

    private ProgressRecord Progress(EpochRecord record, int done, TimeSpan elapsed) =>
        new(ProgressActivity, $"Training {Network.Name ?? Network.ToString()}", $"Epoch {done} of {Epoch}, loss {record.Loss:G5}, rate {record.LearningRate:G3}")
        {
            PercentComplete = (int)(100L * done / Epoch),
            SecondsRemaining = (int)Math.Min(int.MaxValue, elapsed.TotalSeconds / done * (Epoch - done)),
        };

    private TrainingOptions Options()
    {
        TrainingOptions options = TrainingSettings.Options(MyInvocation.BoundParameters, Network.Columns);
        options.ValidationInput = ValidationInput is null ? null : DataMatrixConverter.Convert("-ValidationInput", ValidationInput);
        options.ValidationTarget = ValidationTarget is null ? null : DataMatrixConverter.Convert("-ValidationTarget", ValidationTarget);
        options.Checkpoint = Checkpoint();
        return options;
    }

    private CheckpointFile? Checkpoint()
    {
        if (CheckpointPath is null)
        {
            return Resume || CheckpointInterval is not null ? throw Errors.CheckpointWithoutPath() : null;
        }

        object interval = Bare.Of(CheckpointInterval) ?? TimeSpan.FromMinutes(1);
        string path = FilePaths.ForWriting(this, CheckpointPath);
        return interval switch
        {
            int and > 0 => File((int)interval, null),
            string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int epochs) && epochs > 0 => File(epochs, null),
            _ when LanguagePrimitives.TryConvertTo(interval, CultureInfo.InvariantCulture, out TimeSpan time) && time > TimeSpan.Zero && interval is not (int or string { Length: 0 }) => File(null, time),
            _ => throw Errors.CheckpointIntervalNotUnderstood(interval),
        };

        CheckpointFile File(int? epochs, TimeSpan? time) => new(path, epochs, time, Resume) { OnFault = fault => WriteWarning(Errors.CheckpointWarning(fault)) };
    }
}
