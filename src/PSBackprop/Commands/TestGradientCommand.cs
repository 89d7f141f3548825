using System.Management.Automation;

using PSBackprop.Evaluations;

namespace PSBackprop.Commands;

/// <summary>Checks backpropagation against numerical differentiation on the user's own network and data.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Gradient", DefaultParameterSetName = ArraySet)]
[OutputType(typeof(GradientCheck))]
public sealed class TestGradientCommand : BackpropCommand
{
    private const string ArraySet = "Array";
    private const string DatasetSet = "Dataset";

    /// <summary>The network.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Network Network { get; set; } = null!;

    /// <summary>The inputs: a few rows.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ArraySet)]
    [ValidateNotNull]
    public object? InputData { get; set; }

    /// <summary>The targets.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ArraySet)]
    [ValidateNotNull]
    public object? TargetData { get; set; }

    /// <summary>The rows, for a network with columns.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DatasetSet)]
    [ValidateNotNull]
    public Dataset? Dataset { get; set; }

    /// <summary>The loss; what suits the output activation unless given.</summary>
    [Parameter]
    public Loss Loss { get; set; }

    /// <summary>λ of the penalty λ Σ |w| over the weights.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0)]
    public double L1 { get; set; }

    /// <summary>λ of the penalty ½ λ Σ w² over the weights.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0)]
    public double L2 { get; set; }

    /// <summary>How many parameters to check; all unless given.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Sample { get; set; }

    /// <summary>The seed of the choice of parameters; the network's unless given.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Seed { get; set; }

    private protected override void Process()
    {
        var options = TrainingSettings.Options(MyInvocation.BoundParameters, Network.Columns);
        var (input, target) = Samples.Of(Network, Dataset, InputData, TargetData, options.Loss);
        int? sample = MyInvocation.BoundParameters.ContainsKey(nameof(Sample)) ? Sample : null;
        WriteObject(GradientChecker.Check(Network, input, target, options, sample, options.Seed ?? Network.Seed, StopToken));
    }
}
