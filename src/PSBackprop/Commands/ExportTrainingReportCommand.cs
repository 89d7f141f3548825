using System.Management.Automation;
using System.Text;

using PSBackprop.Conversion;
using PSBackprop.Evaluations.Report;
using PSBackprop.Storage;

namespace PSBackprop.Commands;

/// <summary>Writes a page about a network and its training.</summary>
[Cmdlet(VerbsData.Export, "TrainingReport", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
[OutputType(typeof(FileInfo))]
public sealed class ExportTrainingReportCommand : NetworkOutputCommand
{
    /// <summary>Labelled data to show it on; best rows that it was not trained on.</summary>
    [Parameter]
    [ValidateNotNull]
    public Dataset? Dataset { get; set; }

    /// <summary>The inputs to show it on, for a network that takes plain numbers.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? InputData { get; set; }

    /// <summary>Their targets.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? TargetData { get; set; }

    /// <summary>The title of the page.</summary>
    [Parameter]
    [PSDefaultValue(Help = "the network's name")]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>What Measure-FeatureImportance has written of the network's columns, to be shown as bars.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public FeatureImportance[] Importance { get; set; } = [];

    /// <summary>What Measure-FeatureImportance -Profile has written, to be shown as curves.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public PartialDependence[] Dependence { get; set; } = [];

    private protected override string Action => "Write the report";

    private protected override void Write(string path)
    {
        string page = TrainingReport.Of(Network, Title ?? Network.Name ?? "Training report", Data(), Importance, Dependence, Forecast());
        OutputFile.Write(path, overwrite: !NoClobber, Force, stream => stream.Write(Encoding.UTF8.GetBytes(page)));
    }

    private string Forecast() => Network.Columns?.Series is not null && Dataset is not null ? ForecastSection.Of(Network, Dataset, StopToken) : string.Empty;

    private EvaluatedData? Data()
    {
        if ((Dataset is null && InputData is null && TargetData is null) || Network.Columns?.Series is not null)
        {
            return null;
        }

        if (Dataset is null && (InputData is null || TargetData is null))
        {
            throw Errors.ReportDataHalf();
        }

        var (input, target) = LabelledInput.Of(Network, Dataset, InputData, TargetData, Network.Loss, WriteWarning, StopToken);
        return EvaluatedData.Of(Network, input, target, StopToken);
    }
}
