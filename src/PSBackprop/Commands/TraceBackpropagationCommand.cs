using System.Management.Automation;

using PSBackprop.Conversion;
using PSBackprop.Data;
using PSBackprop.Evaluations;
using PSBackprop.Settings;
using PSBackprop.Training;

namespace PSBackprop.Commands;

/// <summary>Shows the four steps of backpropagation number by number.</summary>
[Cmdlet(VerbsDiagnostic.Trace, "Backpropagation", DefaultParameterSetName = ArraySet)]
[OutputType(typeof(TraceRecord), typeof(TraceMatrix))]
public sealed class TraceBackpropagationCommand : StepSettingsCommand
{
    private const string ArraySet = "Array";
    private const string DatasetSet = "Dataset";

    /// <summary>Makes a command that takes plain steps down the gradient unless told otherwise.</summary>
    public TraceBackpropagationCommand() => Optimizer = OptimizerKind.Sgd;

    /// <summary>The network.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Network Network { get; set; } = null!;

    /// <summary>The inputs: one row, as a list of numbers, or several, at most 1000. All go into each step.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ArraySet)]
    [ValidateNotNull]
    public object? InputData { get; set; }

    /// <summary>The targets.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ArraySet)]
    [ValidateNotNull]
    public object? TargetData { get; set; }

    /// <summary>The rows, for a network that knows its columns.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DatasetSet)]
    [ValidateNotNull]
    public Dataset? Dataset { get; set; }

    /// <summary>The number of steps, each with all rows.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Epoch { get; set; } = 1;

    /// <summary>Keeps what the steps have changed in the network, and adds them to its history. Otherwise the network stays as it is.</summary>
    [Parameter]
    public SwitchParameter Update { get; set; }

    /// <summary>Writes the matrices of each step instead of single numbers.</summary>
    [Parameter]
    public SwitchParameter AsMatrix { get; set; }

    private protected override void Process()
    {
        TrainingOptions options = Options(Network.Columns);
        var (input, target) = LabelledInput.Of(Network, Dataset, InputData, TargetData, options.Loss, WriteWarning, StopToken);
        foreach (TracedStep step in Tracer.Run(Network, input, target, options, Update, StopToken))
        {
            foreach (object record in AsMatrix ? TraceMatrices.Of(step) : TraceRecords.Of(step).Cast<object>())
            {
                WriteObject(record);
            }
        }
    }

    internal override TrainingOptions Options(NetworkColumns? columns)
    {
        TrainingOptions options = base.Options(columns);
        options.Epoch = Epoch;
        options.FullBatch = true;
        options.NoShuffle = true;
        return options;
    }
}
