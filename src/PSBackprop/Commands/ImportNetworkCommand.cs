using System.Management.Automation;

using PSBackprop.Completion;
using PSBackprop.Storage;

namespace PSBackprop.Commands;

/// <summary>Loads networks from JSON, bit for bit.</summary>
[Cmdlet(VerbsData.Import, "Network", DefaultParameterSetName = nameof(Path))]
[OutputType(typeof(Network))]
public sealed class ImportNetworkCommand : BackpropCommand
{
    /// <summary>The files to read. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = nameof(Path))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NetworkFileCompleter))]
    public string[] Path { get; set; } = [];

    /// <summary>The files to read. No character is special.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = nameof(LiteralPath))]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkFileCompleter))]
    public string[] LiteralPath { get; set; } = [];

    private protected override void Process()
    {
        bool areLiteral = ParameterSetName == nameof(LiteralPath);
        ReadFiles(areLiteral ? LiteralPath : Path, areLiteral, file => WriteObject(NetworkFile.Load(file, StopToken)));
    }
}
