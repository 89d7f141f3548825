using PSBackprop.Data;
using PSBackprop.Propagation;

namespace PSBackprop.Conversion;

/// <summary>Labelled data as cmdlets that look at single samples take it: a dataset, or inputs and targets.</summary>
internal static class LabelledInput
{
    /// <param name="network">The network.</param>
    /// <param name="dataset">The data, for a network with columns.</param>
    /// <param name="inputData">The inputs, for one that takes plain numbers.</param>
    /// <param name="targetData">Their targets.</param>
    /// <param name="loss">The loss that the targets are for.</param>
    /// <param name="warn">Told what is to be warned of in the data.</param>
    /// <param name="cancellationToken">Ends the encoding.</param>
    /// <exception cref="BackpropException">The data does not go with the network.</exception>
    public static (DataMatrix Input, DataMatrix Target) Of(
        Network network, Dataset? dataset, object? inputData, object? targetData, Loss? loss, Action<string> warn, CancellationToken cancellationToken)
    {
        if (dataset is not null)
        {
            NetworkColumns columns = network.Columns ?? throw Errors.NetworkWithoutColumns(network);
            var unknown = new UnknownCategories(columns.UnknownCategory);
            var encoded = DatasetEncoder.Encode(columns, dataset, TargetCoding.NegativeValue(network, loss), cancellationToken, unknown);
            if (unknown.Finding is { } finding)
            {
                warn(finding);
            }

            return encoded;
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
