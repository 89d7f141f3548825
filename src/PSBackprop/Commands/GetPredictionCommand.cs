using System.Management.Automation;

using PSBackprop.Data;
using PSBackprop.Propagation;

namespace PSBackprop.Commands;

/// <summary>Runs a network on rows.</summary>
[Cmdlet(VerbsCommon.Get, "Prediction", DefaultParameterSetName = RowSet)]
[OutputType(typeof(Prediction), typeof(double[]))]
public sealed class GetPredictionCommand : BackpropCommand
{
    private const string RowSet = "Row";
    private const string DataSet = "Data";

    private Predictor? _predictor;
    private int _row;

    /// <summary>The network.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = DataSet)]
    [Parameter(Mandatory = true, ParameterSetName = RowSet)]
    [ValidateNotNull]
    public Network Network { get; set; } = null!;

    /// <summary>All rows at once.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DataSet)]
    [ValidateNotNull]
    public object InputData { get; set; } = null!;

    /// <summary>One row: an array of numbers.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = RowSet)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <summary>Writes bare arrays of outputs instead of Prediction objects.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    private protected override void Process()
    {
        if (ParameterSetName == DataSet)
        {
            PredictAll();
        }
        else
        {
            PredictRow();
        }
    }

    private void PredictAll()
    {
        var input = DataMatrixConverter.Convert("-InputData", InputData);
        var predictor = Predictor.Create(Network, input.Rows);
        foreach (double[] output in predictor.Predict(input, StopToken))
        {
            Write(output);
        }
    }

    // A row that cannot be used is an error of its own, and the next one goes on.
    private void PredictRow()
    {
        _row++;
        _predictor ??= Predictor.Create(Network, rows: 1);
        try
        {
            double[] row = DataMatrixConverter.ConvertRow("Input", _row, InputObject);
            if (row.Length != Network.InputSize)
            {
                throw Errors.RowWidth("Input", Network.InputSize, row.Length, _row);
            }

            foreach (double[] output in _predictor.Predict(new DataMatrix("Input", row, 1, row.Length), StopToken))
            {
                Write(output);
            }
        }
        catch (BackpropException fault)
        {
            WriteError(Record(fault));
        }
    }

    private void Write(double[] output)
    {
        if (Raw)
        {
            WriteObject(output, enumerateCollection: false);
        }
        else
        {
            WriteObject(new Prediction(output, Network.Layers[^1].Activation == Activation.Softmax));
        }
    }
}
