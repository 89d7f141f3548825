using System.Collections;
using System.Management.Automation;

using PSBackprop.Completion;
using PSBackprop.Conversion;
using PSBackprop.Data;
using PSBackprop.Evaluations.Tasks;
using PSBackprop.Evaluations;

namespace PSBackprop.Commands;

/// <summary>Calibrates a network on rows that it was not trained on, in place.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Calibration", SupportsShouldProcess = true, DefaultParameterSetName = DatasetSet)]
[OutputType(typeof(Network))]
public sealed class InvokeCalibrationCommand : HeldOutRowsCommand
{
    private const string ArraySet = "Array";

    /// <summary>The network to calibrate.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Network Network { get; set; } = null!;

    /// <summary>The inputs, for a network that takes plain numbers.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ArraySet)]
    [ValidateNotNull]
    public object InputData { get; set; } = null!;

    /// <summary>Their targets.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ArraySet)]
    [ValidateNotNull]
    public object TargetData { get; set; } = null!;

    /// <summary>
    /// What wrong decisions cost: for each class the cost of missing it, such as @{ Yes = 50; No = 1 }; or of taking it for each other one,
    /// such as @{ Yes = @{ No = 50 }; No = @{ Yes = 1 } }. A wrong decision that is not named costs 1, a right one nothing.
    /// </summary>
    [Parameter]
    [PSDefaultValue(Help = "none; the more probable class is decided for")]
    [ValidateNotNullOrEmpty]
    public IDictionary? Cost { get; set; }

    /// <summary>Of two classes the one that the threshold of -Cost is for.</summary>
    [Parameter]
    [PSDefaultValue(Help = "the network's positive class")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public object? PositiveClass { get; set; }

    private protected override void Begin()
    {
        if (PositiveClass is not null && Cost is null)
        {
            throw Errors.PositiveClassWithoutCost(PositiveClass);
        }
    }

    private protected override void Process()
    {
        if (!MayChange(Network, "Calibrate the network"))
        {
            return;
        }

        if (Network.Columns?.Series is { } series)
        {
            throw Errors.SeriesCalibration(series);
        }

        var (input, target) = Data();
        IReadOnlyList<string> findings = Calibrator.Run(
            Network,
            input,
            target,
            new CostSettings(Cost is null ? null : labels => CostConverter.Of(Cost, labels), PSObjects.Unwrap(PositiveClass)),
            StopToken);
        foreach (string finding in findings)
        {
            WriteWarning(finding);
        }

        WriteVerbose($"{Network.Calibration}");
        WriteObject(Network);
    }

    private (DataMatrix Input, DataMatrix Target) Data()
    {
        if (ParameterSetName == ArraySet)
        {
            return Network.Columns is null
                ? (DataMatrixConverter.Convert("-InputData", InputData, StopToken), DataMatrixConverter.Convert("-TargetData", TargetData, StopToken))
                : throw Errors.ColumnsWithoutNames(Network);
        }

        NetworkColumns columns = Network.Columns ?? throw Errors.NetworkWithoutColumns(Network);
        return LabelledInput.Of(Network, LabelledRows(columns), null, null, Network.Loss, WriteWarning, StopToken);
    }
}
