using System.Globalization;
using System.Management.Automation;

using PSBackprop.Data;
using PSBackprop.Training;

namespace PSBackprop.Commands;

/// <summary>Trains a network by backpropagation, in place.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Training")]
[OutputType(typeof(Network))]
public sealed class InvokeTrainingCommand : BackpropCommand
{
    private const int ProgressActivity = 1;
    private const int ProgressPeriod = 250;

    private DataMatrix? _input;
    private DataMatrix? _target;

    /// <summary>The network to train.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Network Network { get; set; } = null!;

    /// <summary>The inputs: one row a sample.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNull]
    public object InputData { get; set; } = null!;

    /// <summary>The targets: one row a sample, or a flat list for one output.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNull]
    public object TargetData { get; set; } = null!;

    /// <summary>The number of epochs.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Epoch { get; set; } = 200;

    /// <summary>Samples in a batch; 32 unless given.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int BatchSize { get; set; } = 32;

    /// <summary>Uses all samples in each step.</summary>
    [Parameter]
    public SwitchParameter FullBatch { get; set; }

    /// <summary>Keeps the samples in their order.</summary>
    [Parameter]
    public SwitchParameter NoShuffle { get; set; }

    /// <summary>The method of update.</summary>
    [Parameter]
    public OptimizerKind Optimizer { get; set; }

    /// <summary>The learning rate; 0.001 with Adam and 0.1 with Sgd unless given.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double LearningRate { get; set; }

    /// <summary>The momentum of Sgd.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double Momentum { get; set; }

    /// <summary>Uses Nesterov's form of momentum.</summary>
    [Parameter]
    public SwitchParameter Nesterov { get; set; }

    /// <summary>Adam's decay of the mean of gradients.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double Beta1 { get; set; } = 0.9;

    /// <summary>Adam's decay of the mean of squared gradients.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double Beta2 { get; set; } = 0.999;

    /// <summary>What Adam adds to the root of the mean square.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>λ of the penalty λ Σ |w| over the weights.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0)]
    public double L1 { get; set; }

    /// <summary>λ of the penalty ½ λ Σ w² over the weights.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0)]
    public double L2 { get; set; }

    /// <summary>The loss; what suits the output activation unless given.</summary>
    [Parameter]
    public Loss Loss { get; set; }

    /// <summary>Ends the training when the epoch's loss is at or below this.</summary>
    [Parameter]
    [ValidateFinite]
    public double TargetLoss { get; set; }

    /// <summary>Ends the training when this time has passed.</summary>
    [Parameter]
    [ValidatePositiveTime]
    public TimeSpan TimeLimit { get; set; }

    /// <summary>Figures to record and report beside the loss.</summary>
    [Parameter]
    public Metric[] Metric { get; set; } = [];

    /// <summary>Writes a verbose line every so many epochs, and for the first and the last.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int ReportInterval { get; set; } = 1;

    /// <summary>The seed of the order of samples; the network's unless given.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Seed { get; set; }

    private protected override void Process()
    {
        // The data is the same for each network that comes through the pipeline.
        _input ??= DataMatrixConverter.Convert("-InputData", InputData);
        _target ??= DataMatrixConverter.Convert("-TargetData", TargetData);
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
            WriteError(Record(Errors.TrainingDiverged(Network, Network.EpochsTrained + 1, options.LearningRate ?? Training.Optimizer.DefaultLearningRate(Optimizer))));
        }

        WriteObject(Network);
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
            return Trainer.Train(Network, _input!, _target!, options, OnEpoch, StopToken);
        }
        finally
        {
            if (progressShown && !StopToken.IsCancellationRequested)
            {
                WriteProgress(new ProgressRecord(ProgressActivity, "Training", "Done") { RecordType = ProgressRecordType.Completed });
            }
        }

        void OnEpoch(EpochRecord record)
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
        }
    }

    private ProgressRecord Progress(EpochRecord record, int done, TimeSpan elapsed) =>
        new(ProgressActivity, $"Training {Network.Name ?? Network.ToString()}", $"Epoch {done} of {Epoch}, loss {record.Loss:G5}, rate {record.LearningRate:G3}")
        {
            PercentComplete = (int)(100L * done / Epoch),
            SecondsRemaining = (int)Math.Min(int.MaxValue, elapsed.TotalSeconds / done * (Epoch - done)),
        };

    private TrainingOptions Options() => new()
    {
        Epoch = Epoch,
        BatchSize = IsGiven(nameof(BatchSize)) ? BatchSize : null,
        FullBatch = FullBatch,
        NoShuffle = NoShuffle,
        Optimizer = Optimizer,
        LearningRate = IsGiven(nameof(LearningRate)) ? LearningRate : null,
        Momentum = Momentum,
        Nesterov = Nesterov,
        Beta1 = Beta1,
        Beta2 = Beta2,
        Epsilon = Epsilon,
        L1 = L1,
        L2 = L2,
        Loss = IsGiven(nameof(Loss)) ? Loss : null,
        TargetLoss = IsGiven(nameof(TargetLoss)) ? TargetLoss : null,
        TimeLimit = IsGiven(nameof(TimeLimit)) ? TimeLimit : null,
        Metric = Metric,
        Seed = IsGiven(nameof(Seed)) ? Seed : null,
    };

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
