using PSBackprop.Data;
using PSBackprop.Propagation;

namespace PSBackprop.Conversion;

/// <summary>Labelled data as cmdlets that look at single samples take it: a dataset, or inputs and targets.</summary>
internal static class LabelledInput
{
    /// <exception cref="BackpropException">The data does not go with the network.</exception>
    public static (DataMatrix Input, DataMatrix Target) Of(
        Network network, Dataset? dataset, object? inputData, object? targetData, Loss? loss, CancellationToken cancellationToken)
    {
        if (dataset is not null)
        {
            NetworkColumns columns = network.Columns ?? throw Errors.NetworkWithoutColumns(network);
            return DatasetEncoder.Encode(columns, dataset, TargetCoding.NegativeValue(network, loss), cancellationToken);
        }

        return network.Columns is null
            ? (Row("-InputData", inputData!, network.InputSize, cancellationToken), Row("-TargetData", targetData!, network.OutputSize, cancellationToken))
            : throw Errors.ColumnsWithoutNames(network);
    }

    // A flat list of as many numbers as the network takes is one row; it would be many rows of one number otherwise.
    private static DataMatrix Row(string name, object value, int width, CancellationToken cancellationToken)
    {
        DataMatrix data = DataMatrixConverter.Convert(name, value, cancellationToken);
        return data.Columns == 1 && data.Rows == width && width > 1 ? new DataMatrix(name, data.ToArray<double>(), 1, width) : data;
    }
}
