using System.Management.Automation;
using System.Text;

using PSBackprop.Evaluations.Report;
using PSBackprop.Storage;

namespace PSBackprop.Commands;

/// <summary>Writes a page about a network and its training.</summary>
[Cmdlet(VerbsData.Export, "TrainingReport", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
[OutputType(typeof(FileInfo))]
public sealed class ExportTrainingReportCommand : BackpropCommand
{
    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The file to write; no character is special in either.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>The network.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Network Network { get; set; } = null!;

    /// <summary>Labelled data to show the network on.</summary>
    [Parameter]
    [ValidateNotNull]
    public Dataset? Dataset { get; set; }

    /// <summary>The inputs to show it on, for a network that takes bare numbers.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? InputData { get; set; }

    /// <summary>Their targets.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? TargetData { get; set; }

    /// <summary>The page's title; the network's name unless given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

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
        if (!ShouldProcess(path, "Write the report"))
        {
            return;
        }

        string page = TrainingReport.Of(Network, Title ?? Network.Name ?? "Training report", Data());
        OutputFile.Write(path, overwrite: !NoClobber, Force, stream => stream.Write(Encoding.UTF8.GetBytes(page)));
        if (PassThru)
        {
            WriteObject(new FileInfo(path));
        }
    }

    private EvaluatedData? Data()
    {
        if (Dataset is null && InputData is null && TargetData is null)
        {
            return null;
        }

        if (Dataset is null && (InputData is null || TargetData is null))
        {
            throw Errors.ReportDataHalf();
        }

        var (input, target) = Samples.Of(Network, Dataset, InputData, TargetData, Network.Loss);
        return EvaluatedData.Of(Network, input, target, StopToken);
    }
}
