using System.Collections;

using PSBackprop.Data;

namespace PSBackprop;

/// <summary>What users give to predict all at once.</summary>
internal static class PredictionInput
{
    /// <summary>All rows in the network's inputs, [rows × features].</summary>
    /// <exception cref="BackpropException">A row cannot be used.</exception>
    public static DataMatrix Of(Network network, object data, CancellationToken cancellationToken) => Bare.Of(data) switch
    {
        Dataset dataset when network.Columns is { } columns => DatasetEncoder.Inputs(columns, dataset),
        Dataset => throw Errors.NetworkWithoutColumns(network),
        IEnumerable rows and not string when network.Columns is not null => new RowEncoder(network).EncodeAll("-InputData", Rows(rows), cancellationToken),
        _ => DataMatrixConverter.Convert("-InputData", data, cancellationToken),
    };

    /// <summary>The rows one by one, as they are written back with predictions.</summary>
    public static IEnumerable<object?> Rows(object data) => Bare.Of(data) switch
    {
        Dataset dataset => DatasetRows.Of(dataset),
        double[,] matrix => Enumerable.Range(0, matrix.GetLength(0)).Select(row => Enumerable.Range(0, matrix.GetLength(1)).Select(column => matrix[row, column]).ToArray()),
        IDictionary row => [row],
        IEnumerable rows => rows.Cast<object?>(),
        _ => [data],
    };
}
