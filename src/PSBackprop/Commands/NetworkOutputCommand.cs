using System.Management.Automation;

namespace PSBackprop.Commands;

/// <summary>What the cmdlets share that write a file about a network.</summary>
public abstract class NetworkOutputCommand : FileOutputCommand
{
    /// <summary>The network.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Network Network { get; set; } = null!;
}
