using System.Management.Automation;

using PSBackprop.Conversion;
using PSBackprop.Evaluations;
using PSBackprop.Training;

namespace PSBackprop.Commands;

/// <summary>Checks backpropagation against numerical differentiation on the user's own network and data.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Gradient", DefaultParameterSetName = ArraySet)]
[OutputType(typeof(GradientCheck))]
public sealed class TestGradientCommand : LossSettingsCommand
{
    private const string ArraySet = "Array";
    private const string DatasetSet = "Dataset";

    /// <summary>The network. It stays as it is.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Network Network { get; set; } = null!;

    /// <summary>The inputs: a few rows, at most 1000.</summary>
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

    /// <summary>How many parameters to check, drawn by the seed. All unless given.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Sample { get; set; }

    /// <summary>The seed of the draw.</summary>
    [Parameter]
    [PSDefaultValue(Help = "the network's seed")]
    [ValidateRange(0, int.MaxValue)]
    public int Seed { get; set; }

    private protected override void Process()
    {
        TrainingOptions options = Options(Network.Columns);
        var (input, target) = LabelledInput.Of(Network, Dataset, InputData, TargetData, options.Loss, WriteWarning, StopToken);
        WriteObject(GradientChecker.Check(Network, input, target, options, Given(Sample), Given(Seed) ?? Network.Seed, StopToken));
    }
}
