using System.Management.Automation;

namespace PSBackprop.Commands;

/// <summary>Makes one network of several, which predicts their average.</summary>
[Cmdlet(VerbsCommon.Join, "Network")]
[OutputType(typeof(Network))]
public sealed class JoinNetworkCommand : BackpropCommand
{
    private readonly List<Network> _networks = [];

    /// <summary>
    /// The networks, two or more: for the same columns, or with as many inputs and outputs where there are none; with the same output
    /// activation, precision and loss. Hidden layers may differ. They stay as they are.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Network[] Network { get; set; } = [];

    /// <summary>A name for the whole, for display and the file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    private protected override void Process() => _networks.AddRange(Network);

    private protected override void End()
    {
        Network joined = NetworkJoin.Run(_networks, Name);
        WriteVerbose($"{joined}");
        WriteObject(joined);
    }
}
