using System.Management.Automation;

using PSBackprop.Progress;
using PSBackprop.Storage.Cache;

namespace PSBackprop.Commands;

/// <summary>Saves a dataset in a cache file, from which rows are read as they are needed.</summary>
[Cmdlet(VerbsData.Export, "Dataset", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
[OutputType(typeof(FileInfo))]
public sealed class ExportDatasetCommand : FileOutputCommand
{
    private const int ProgressActivity = 8;

    /// <summary>The dataset.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Dataset Dataset { get; set; } = null!;

    private protected override string Action => "Save the dataset";

    private protected override void Write(string path)
    {
        using var progress = new ProgressBar(this, ProgressActivity, $"Writing {path}", StopToken);
        CacheFile.Write(
            Dataset, origin: null, path, overwrite: !NoClobber, Force, rows => progress.Show($"{rows:N0} rows", rows / (double)Dataset.Count), StopToken);
    }
}
