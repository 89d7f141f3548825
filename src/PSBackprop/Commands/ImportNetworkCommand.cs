using System.Management.Automation;

using PSBackprop.Completion;
using PSBackprop.Conversion;
using PSBackprop.Storage;

namespace PSBackprop.Commands;

/// <summary>Loads networks from JSON, bit for bit.</summary>
[Cmdlet(VerbsData.Import, "Network", DefaultParameterSetName = "Path")]
[OutputType(typeof(Network))]
public sealed class ImportNetworkCommand : BackpropCommand
{
    /// <summary>The files to read. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NetworkFileCompleter))]
    public string[] Path { get; set; } = [];

    /// <summary>The files to read. No character is special.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkFileCompleter))]
    public string[] LiteralPath { get; set; } = [];

    private protected override void Process()
    {
        bool literal = ParameterSetName == nameof(LiteralPath);
        foreach (string path in literal ? LiteralPath : Path)
        {
            try
            {
                IReadOnlyList<string> files = literal ? [FilePaths.ResolveLiteral(this, path)] : FilePaths.ResolveWildcard(this, path);
                foreach (string file in files)
                {
                    StopToken.ThrowIfCancellationRequested();
                    WriteObject(NetworkFile.Load(file, StopToken));
                }
            }
            catch (BackpropException fault)
            {
                WriteError(Record(fault));
            }
        }
    }
}
