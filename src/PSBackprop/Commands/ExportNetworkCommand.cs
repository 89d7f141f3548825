using System.Management.Automation;

using PSBackprop.Storage;

namespace PSBackprop.Commands;

/// <summary>Saves a network: as JSON, as an ONNX model or as a script, by the extension.</summary>
[Cmdlet(VerbsData.Export, "Network", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
[OutputType(typeof(FileInfo))]
public sealed class ExportNetworkCommand : BackpropCommand
{
    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The file to write, for symmetry with Import-Network; no character is special in either.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>The network.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Network Network { get; set; } = null!;

    /// <summary>Saves the record of each epoch, too.</summary>
    [Parameter]
    public SwitchParameter IncludeHistory { get; set; }

    /// <summary>The number type in an ONNX file; Single unless given, as most programs that run such files expect.</summary>
    [Parameter]
    public Precision Precision { get; set; }

    /// <summary>Refuses to replace a file.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces even a read-only file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the file's FileInfo.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        string path = FilePaths.ForWriting(this, Path ?? LiteralPath!);
        if (!ShouldProcess(path, "Save the network"))
        {
            return;
        }

        NetworkFile.Save(Network, path, overwrite: !NoClobber, Force, IncludeHistory, MyInvocation.BoundParameters.ContainsKey(nameof(Precision)) ? Precision : null);
        if (PassThru)
        {
            WriteObject(new FileInfo(path));
        }
    }
}
