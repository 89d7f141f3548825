using System.Globalization;
using System.Management.Automation;

using PSBackprop.Completion;
using PSBackprop.Evaluations;
using PSBackprop.Rows;

namespace PSBackprop.Commands;

/// <summary>Says how far rows are from those that a network was trained on, column by column.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "DataDrift", DefaultParameterSetName = RowSet)]
[OutputType(typeof(DataDrift))]
public sealed class MeasureDataDriftCommand : BackpropCommand
{
    private const string RowSet = "Row";
    private const string DatasetSet = "Dataset";

    private DriftRows? _rows;

    /// <summary>The network, which was trained on a dataset.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = DatasetSet)]
    [Parameter(Mandatory = true, ParameterSetName = RowSet)]
    [ValidateNotNull]
    public Network Network { get; set; } = null!;

    /// <summary>The rows as a dataset; targets are not looked at.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DatasetSet)]
    [ValidateNotNull]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>
    /// The rows: objects with properties, such as those of Import-Csv, hashtables, rows of tables, or a DataTable or data reader. They need no
    /// targets.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = RowSet)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// The culture in which the rows' texts write numbers, such as de-DE for 12,5. Unless given, that of the texts that the network was
    /// trained on.
    /// </summary>
    [Parameter(ParameterSetName = RowSet)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CultureCompleter))]
    public CultureInfo? Culture { get; set; }

    private protected override void Process()
    {
        if (ParameterSetName == DatasetSet)
        {
            WriteObject(DatasetDrift.Of(Network, Dataset, StopToken), enumerateCollection: true);
            return;
        }

        _rows ??= new DriftRows(Network, Culture is null ? null : NumberNotation.Of(Culture));
        foreach (object? row in RowSource.Rows(InputObject, StopToken))
        {
            _rows.Add(row);
        }
    }

    private protected override void End()
    {
        if (ParameterSetName == RowSet)
        {
            WriteObject((_rows ?? throw Errors.NoRows("-InputObject")).Result(), enumerateCollection: true);
        }
    }
}
