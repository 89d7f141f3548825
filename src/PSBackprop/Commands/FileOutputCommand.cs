using System.Management.Automation;

using PSBackprop.Conversion;

namespace PSBackprop.Commands;

/// <summary>What the cmdlets share that write a file.</summary>
public abstract class FileOutputCommand : BackpropCommand
{
    /// <summary>The file to write. Where there are several formats, its extension says which.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The file to write. No character is special in either parameter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>Refuses to replace a file.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces even a read-only file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the FileInfo of the file; nothing is written unless given.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What is asked about before the file is written.</summary>
    private protected abstract string Action { get; }

    private protected abstract void Write(string path);

    private protected override void Process()
    {
        string path = FilePaths.ResolveLiteral(this, Path ?? LiteralPath!);
        if (!ShouldProcess(path, Action))
        {
            return;
        }

        Write(path);
        if (PassThru)
        {
            WriteObject(new FileInfo(path));
        }
    }
}
