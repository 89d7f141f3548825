using System.Management.Automation;

using PSBackprop.Storage;

namespace PSBackprop.Commands;

/// <summary>Saves a network: as JSON, as an ONNX model or as a script, by the extension.</summary>
[Cmdlet(VerbsData.Export, "Network", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
[OutputType(typeof(FileInfo))]
public sealed class ExportNetworkCommand : NetworkOutputCommand
{
    private bool _hasWarned;

    /// <summary>Saves the record of each epoch, too, so that curves can be drawn later.</summary>
    [Parameter]
    public SwitchParameter IncludeHistory { get; set; }

    /// <summary>The number type in an ONNX file. Most programs that run such files expect Single.</summary>
    [Parameter]
    [PSDefaultValue(Help = "Single")]
    public Precision Precision { get; set; }

    private protected override string Action => "Save the network";

    private protected override void Write(string path)
    {
        string? finding = NetworkFile.Save(Network, path, overwrite: !NoClobber, Force, IncludeHistory, Given(Precision));
        if (finding is not null && !_hasWarned)
        {
            _hasWarned = true;
            WriteWarning(finding);
        }
    }
}
