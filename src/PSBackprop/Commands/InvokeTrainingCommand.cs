using System.Globalization;
using System.Management.Automation;

using PSBackprop.Completion;
using PSBackprop.Conversion;
using PSBackprop.Data;
using PSBackprop.Evaluations;
using PSBackprop.Progress;
using PSBackprop.Rows;
using PSBackprop.Settings;
using PSBackprop.Storage;
using PSBackprop.Training;

namespace PSBackprop.Commands;

/// <summary>Trains a network by backpropagation, in place.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Training", DefaultParameterSetName = ArraySet, SupportsShouldProcess = true)]
[OutputType(typeof(Network))]
public sealed class InvokeTrainingCommand : TrainingSettingsCommand
{
    private const int ProgressActivity = 1;
    private const int ProgressPeriod = 250;

    private const string ArraySet = "Array";
    private const string DatasetSet = "Dataset";
    private const string RowSet = "Row";

    private DataMatrix? _input;
    private DataMatrix? _target;
    private Dataset? _dataset;

    // The network in training or on its way down the pipeline, and those before it as long as somebody has them.
    private readonly List<WeakReference<Network>> _earlier = [];
    private Network? _current;
    private int _epochsBefore;
    private bool _hasEnded;

    /// <summary>The network to train.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Network Network { get; set; } = null!;

    /// <summary>
    /// The inputs, one row a sample: an array of arrays, double[][], double[,] or a MathNet matrix. Text is read as numbers with a
    /// decimal point.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ArraySet)]
    [ValidateNotNull]
    public object InputData { get; set; } = null!;

    /// <summary>The targets, one row a sample. A flat list is one output for each sample.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ArraySet)]
    [ValidateNotNull]
    public object TargetData { get; set; } = null!;

    /// <summary>The data to train on. The network encodes and scales it by itself; one without columns takes the dataset's.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DatasetSet)]
    [ValidateNotNull]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>
    /// The rows to train on: objects with properties, such as those of Import-Csv, hashtables, rows of tables, or a DataTable or data
    /// reader.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = RowSet)]
    [ValidateNotNullOrEmpty]
    public object[] InputObject { get; set; } = [];

    /// <summary>
    /// The properties of the rows to learn from. Wildcards are allowed. Unless given, the network's own columns, or all properties but
    /// the targets.
    /// </summary>
    [Parameter(ParameterSetName = RowSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[]? Feature { get; set; }

    /// <summary>
    /// The properties of the rows not to learn from, such as keys. Wildcards are allowed; they pass over targets, while the name of a target
    /// is refused. It goes before -Feature.
    /// </summary>
    [Parameter(ParameterSetName = RowSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[]? Exclude { get; set; }

    /// <summary>The properties of the rows to learn. Wildcards are allowed. Unless given, the network's own targets.</summary>
    [Parameter(ParameterSetName = RowSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[]? Target { get; set; }

    /// <summary>
    /// The culture in which the rows' texts write numbers, such as de-DE for 12,5. Unless given, the network's own, or a decimal point.
    /// A network that has no columns yet keeps it and reads texts for prediction likewise.
    /// </summary>
    [Parameter(ParameterSetName = RowSet)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CultureCompleter))]
    public CultureInfo? Culture { get; set; }

    /// <summary>The .NET format in which the rows' texts write dates. Unless given, the network's own, or that of ISO 8601.</summary>
    [Parameter(ParameterSetName = RowSet)]
    [ValidateNotNullOrEmpty]
    public string? DateFormat { get; set; }

    /// <summary>How much each sample counts: one number a row.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? SampleWeight { get; set; }

    /// <summary>Data for validation, beside -Dataset or -InputObject.</summary>
    [Parameter(ParameterSetName = DatasetSet)]
    [Parameter(ParameterSetName = RowSet)]
    [ValidateNotNull]
    public Dataset? ValidationDataset { get; set; }

    /// <summary>Inputs for validation, in the same form as -InputData.</summary>
    [Parameter(ParameterSetName = ArraySet)]
    [ValidateNotNull]
    public object? ValidationInput { get; set; }

    /// <summary>Targets for validation.</summary>
    [Parameter(ParameterSetName = ArraySet)]
    [ValidateNotNull]
    public object? ValidationTarget { get; set; }

    /// <summary>Runs after each epoch with its record in $_. If it writes $false, the training ends.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? OnEpoch { get; set; }

    /// <summary>With -Verbose: a line for the first epoch, the last, and every epoch that is a multiple of this.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int ReportInterval { get; set; } = 1;

    /// <summary>
    /// A file that the training keeps up to date with all it needs to go on after an interruption, even one by a power cut. It is
    /// written whole or not at all, and is a network file like any other.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>
    /// How often the checkpoint is written: a number of epochs, or a time such as 0:05 for five minutes. Every minute unless given.
    /// </summary>
    [Parameter]
    [PSDefaultValue(Help = "0:01:00")]
    [ValidateNotNull]
    public object? CheckpointInterval { get; set; }

    /// <summary>
    /// Goes on from the checkpoint, if the file is there, and starts over otherwise. Give the same network, data and settings as
    /// before: the training then ends with the bits of one that never was interrupted. A larger -Epoch is allowed.
    /// </summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    private protected override void Process()
    {
        if (!MayChange(Network, "Train the network", writesFile: CheckpointPath is not null))
        {
            return;
        }

        TrainingOptions options = Options(Network.Columns);
        (_current, _epochsBefore, _hasEnded) = (Network, Network.EpochsTrained, false);
        TrainingSummary summary = Train(options);
        _hasEnded = summary.StopReason != StopReason.Cancelled;
        foreach (string finding in summary.Findings)
        {
            WriteWarning(finding);
        }

        if (summary.StopReason != StopReason.Diverged && !StopToken.IsCancellationRequested && Network.Columns?.Series is not null)
        {
            LearnErrors(options);
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

        _earlier.Add(new(Network));
        _current = null;
    }

    private protected override bool HasWork => _current is not null || _earlier.Count > 0;

    private protected override void SaveWork()
    {
        Network[] networks =
        [
            .. _earlier.Select(static kept => kept.TryGetTarget(out Network? network) ? network : null).Append(_current).OfType<Network>(),
        ];
        if (networks.Length == 0)
        {
            return;
        }

        string what = _current is null || _hasEnded
            ? "The pipeline was stopped after the training."
            : $"The training was stopped after {_current.EpochsTrained - _epochsBefore} of {Epoch} epochs.";
        string where = networks.Length == 1 ? "The network is" : $"The {networks.Length} networks so far are";
        object value = networks.Length == 1 ? networks[0] : networks;
        StoppedWork.Save(this, $"{what} {where} in ${StoppedWork.NetworkVariable}.", (StoppedWork.NetworkVariable, value));
    }

    private TrainingSummary Train(TrainingOptions options)
    {
        int first = Network.EpochsTrained;
        bool progressShown = false;
        bool progressDue = false;
        bool showsVerbose = ShowsVerbose;
        using var pulse = new Timer(_ => Volatile.Write(ref progressDue, true), null, ProgressPeriod, ProgressPeriod);
        var started = System.Diagnostics.Stopwatch.StartNew();
        EpochRecord? best = null;
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
            best = best is null || record.ValidationLoss < best.ValidationLoss ? record : best;
            if (showsVerbose && (done == 1 || done == Epoch || done % ReportInterval == 0))
            {
                WriteVerbose(record.ToString());
            }

            if (Volatile.Read(ref progressDue))
            {
                Volatile.Write(ref progressDue, false);
                progressShown = true;
                WriteProgress(Progress(record, done, best, started.Elapsed));
            }

            return OnEpoch is null || GoesOn(OnEpoch, record);
        }
    }

    // How far forecasts are off is known only from rows that the network was not trained on.
    private void LearnErrors(TrainingOptions options)
    {
        NetworkSeries series = RollingOrigin.Learn(Network, _dataset!, ValidationDataset, options, StopToken);
        Network.Columns = Network.Columns!.Of(series);
        WriteVerbose(string.Join(", ", series.Score));
        if (ForecastFinding.Of(series.Score) is { } finding)
        {
            WriteWarning(finding);
        }
    }

    // The data is the same for each network that comes through the pipeline.
    private TrainingSummary Start(TrainingOptions options, Func<EpochRecord, bool> report)
    {
        if (ParameterSetName != ArraySet)
        {
            return Trainer.Train(Network, _dataset ??= Data(), ValidationDataset, options, report, StopToken);
        }

        if (Network.Columns is not null)
        {
            throw Errors.ColumnsWithoutNames(Network);
        }

        _input ??= DataMatrixConverter.Convert("-InputData", InputData, StopToken);
        _target ??= DataMatrixConverter.Convert("-TargetData", TargetData, StopToken);
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

        return RowDataset.Of(Network.Columns, InputObject, new ColumnChoice(Feature, Target, Exclude), Culture, DateFormat, WriteWarning, StopToken);
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

    // With validation the training may end before its last epoch, so that the best one is told beside it.
    private ProgressRecord Progress(EpochRecord record, int done, EpochRecord best, TimeSpan elapsed) =>
        new(
            ProgressActivity,
            $"Training {Network.Name ?? Network.ToString()}",
            record.ValidationLoss is { } validation
                ? $"Epoch {done} of {Epoch} at most, loss {record.Loss:G5}, validation loss {validation:G5}, "
                    + $"lowest {best.ValidationLoss:G5} in epoch {best.Epoch}"
                : $"Epoch {done} of {Epoch}, loss {record.Loss:G5}, rate {record.LearningRate:G3}")
        {
            PercentComplete = (int)(100L * done / Epoch),
            SecondsRemaining = (int)Math.Min(int.MaxValue, elapsed.TotalSeconds / done * (Epoch - done)),
        };

    internal override TrainingOptions Options(NetworkColumns? columns)
    {
        TrainingOptions options = base.Options(columns);
        options.SampleWeight = SampleWeight is null ? null : WeightConverter.OfSamples(SampleWeight);
        options.ValidationInput = ValidationInput is null ? null : DataMatrixConverter.Convert("-ValidationInput", ValidationInput, StopToken);
        options.ValidationTarget = ValidationTarget is null ? null : DataMatrixConverter.Convert("-ValidationTarget", ValidationTarget, StopToken);
        options.Checkpoint = Checkpoint();
        return options;
    }

    private CheckpointFile? Checkpoint()
    {
        if (CheckpointPath is null)
        {
            return Resume || CheckpointInterval is not null ? throw Errors.CheckpointWithoutPath() : null;
        }

        object interval = PSObjects.Unwrap(CheckpointInterval) ?? TimeSpan.FromMinutes(1);
        string path = FilePaths.ResolveLiteral(this, CheckpointPath);
        return interval switch
        {
            int and > 0 => File((int)interval, null),
            string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int epochs) && epochs > 0 => File(epochs, null),
            not (int or string { Length: 0 })
                when LanguagePrimitives.TryConvertTo(interval, CultureInfo.InvariantCulture, out TimeSpan time) && time > TimeSpan.Zero =>
                File(null, time),
            _ => throw Errors.CheckpointIntervalNotUnderstood(interval),
        };

        CheckpointFile File(int? epochs, TimeSpan? time) =>
            new(path, epochs, time, Resume) { OnFault = fault => WriteWarning(Errors.CheckpointWarning(fault)) };
    }
}
