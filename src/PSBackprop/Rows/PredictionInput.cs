using System.Collections;

using PSBackprop.Conversion;
using PSBackprop.Data;

namespace PSBackprop.Rows;

/// <summary>What users give to predict all at once.</summary>
internal static class PredictionInput
{
    /// <summary>All rows in the network's inputs, [rows × features].</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">What was given.</param>
    /// <param name="notation">How numbers are written in texts; null for as in the network's training data.</param>
    /// <param name="unknown">What is done with unknown categories, and counts them.</param>
    /// <param name="range">Looks for values that lie far outside training.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BackpropException">A row cannot be used.</exception>
    public static DataMatrix Of(
        Network network, object data, NumberNotation? notation, UnknownCategories unknown, RangeCheck range, CancellationToken cancellationToken) =>
        PSObjects.Unwrap(data) switch
    {
        Dataset dataset when network.Columns is { } columns => DatasetEncoder.Inputs(columns, dataset, unknown, range, cancellationToken),
        Dataset => throw Errors.NetworkWithoutColumns(network),
        { } rows when RowSource.IsTable(rows) || (network.Columns is not null && (rows is IEnumerable and not string || RowReader.HasNames(data))) =>
            new RowEncoder(network, notation, unknown, range).EncodeAll("-InputData", RowSource.Rows(data, cancellationToken), cancellationToken),
        _ => DataMatrixConverter.Convert("-InputData", data, notation ?? NumberNotation.Invariant, cancellationToken),
    };

    /// <summary>The rows one by one, as they are written back with predictions.</summary>
    public static IEnumerable<object?> Rows(object data, CancellationToken cancellationToken) => PSObjects.Unwrap(data) switch
    {
        Dataset dataset => new DatasetRows(dataset),
        double[,] matrix => Enumerable.Range(0, matrix.GetLength(0))
            .Select(row => Enumerable.Range(0, matrix.GetLength(1)).Select(column => matrix[row, column]).ToArray()),
        _ => RowSource.Rows(data, cancellationToken),
    };
}
