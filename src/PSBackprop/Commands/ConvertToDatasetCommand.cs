using System.Management.Automation;

using PSBackprop.Rows;

namespace PSBackprop.Commands;

/// <summary>Collects objects from the pipeline into a dataset.</summary>
[Cmdlet(VerbsData.ConvertTo, "Dataset")]
[OutputType(typeof(Dataset))]
public sealed class ConvertToDatasetCommand : DatasetCommand
{
    private ObjectDataset? _dataset;

    // Nothing is refused at binding, which would read a data reader to its end to look for nulls.
    /// <summary>The rows: objects with properties, hashtables, rows of tables, or a whole table, view or data reader.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// The parts of dates that become columns. Each is named after the date and the part, such as When.Hour; at prediction the date
    /// itself is enough.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public DatePart[] DatePart { get; set; } = [];

    private protected override void Begin()
    {
        base.Begin();
        _dataset = new ObjectDataset(Choice, Kinds, Missing, DatePart, NumberNotation.Of(Culture));
    }

    private protected override void Process()
    {
        // A list given as an argument is many rows; one from the pipeline would be a row without names.
        foreach (object? row in RowSource.Rows(InputObject, StopToken))
        {
            _dataset!.Add(row);
        }
    }

    private protected override void End() => Write(Arrange(_dataset!.Build()));
}
