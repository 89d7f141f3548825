using System.Data;
using System.Globalization;
using System.Management.Automation;

using PSBackprop.Completion;
using PSBackprop.Conversion;
using PSBackprop.Rows;

namespace PSBackprop.Commands;

/// <summary>What the cmdlets share that look at a network on labelled rows which it was not trained on.</summary>
public abstract class HeldOutRowsCommand : BackpropCommand
{
    private protected const string DatasetSet = "Dataset";
    private protected const string RowSet = "Row";

    private object?[]? _rows;

    /// <summary>Labelled data. Use rows that the network was not trained on.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DatasetSet)]
    [ValidateNotNull]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>
    /// Labelled rows that the network was not trained on: objects with properties, such as those of Import-Csv, hashtables, rows of tables,
    /// or a DataTable or data reader.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = RowSet)]
    [ValidateNotNullOrEmpty]
    public object[] InputObject { get; set; } = [];

    /// <summary>
    /// The culture in which the rows' texts write numbers, such as de-DE for 12,5. Unless given, that of the texts that the network was
    /// trained on.
    /// </summary>
    [Parameter(ParameterSetName = RowSet)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CultureCompleter))]
    public CultureInfo? Culture { get; set; }

    /// <summary>The rows as a dataset, read as a network of these columns takes them.</summary>
    /// <exception cref="BackpropException">A row cannot be used.</exception>
    private protected Dataset LabelledRows(NetworkColumns columns)
    {
        if (ParameterSetName == DatasetSet)
        {
            return Dataset;
        }

        // Each network of a pipeline reads them, and a reader gives its rows once.
        _rows ??= [.. InputObject.SelectMany(given => PSObjects.Unwrap(given) is IDataReader ? (object?[])RowSource.Repeatable(given, StopToken) : [given])];
        return RowDataset.Of(columns, _rows, new ColumnChoice(null, null, null), Culture, dateFormat: null, WriteWarning, StopToken);
    }
}
