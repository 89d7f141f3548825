using System.Management.Automation;

namespace PSBackprop.Commands;

/// <summary>Collects objects from the pipeline into a dataset.</summary>
[Cmdlet(VerbsData.ConvertTo, "Dataset")]
[OutputType(typeof(Dataset))]
public sealed class ConvertToDatasetCommand : DatasetCommand
{
    private ObjectDataset? _dataset;

    /// <summary>The rows: objects with properties, or hashtables.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// The parts of dates that become columns. Each is named after the date and the part, such as When.Hour; at prediction the date
    /// itself is enough.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public DatePart[] DatePart { get; set; } = [];

    private protected override void Begin() => _dataset = new ObjectDataset(Feature, Target, Kind, Missing, DatePart);

    private protected override void Process()
    {
        // An array given as an argument is many rows; one from the pipeline would be a row without names.
        if (Bare.Of(InputObject) is Array rows)
        {
            foreach (object? row in rows)
            {
                _dataset!.Add(row);
            }
        }
        else
        {
            _dataset!.Add(InputObject);
        }
    }

    private protected override void End() => WriteObject(_dataset!.Build());
}
