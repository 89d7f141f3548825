using PSBackprop.Data.Series;

namespace PSBackprop.Evaluations;

/// <summary>Compares a dataset with the rows that a network was trained on.</summary>
internal static class DatasetDrift
{
    /// <summary>One for each of the network's features, the one that is farthest off first.</summary>
    /// <exception cref="BackpropException">The network has no profiles, or the dataset lacks a column or has one of another kind.</exception>
    public static IReadOnlyList<DataDrift> Of(Network network, Dataset dataset, CancellationToken cancellationToken)
    {
        var measurement = new DriftMeasurement(network);
        dataset = SeriesWindows.RowsFor(network.Columns!, dataset);
        IReadOnlyList<NetworkColumn> columns = network.Columns!.Input;
        DataColumn[] data = [.. columns.Select(column => dataset.Find(column.Name))];
        Func<int, CellContent>[] readers = [.. columns.Select((column, i) => column.Reader(data[i], UnknownCategory.Zero))];
        for (int row = 0; row < dataset.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            measurement.BeginRow();
            for (int i = 0; i < data.Length; i++)
            {
                if (data[i].IsMissing(row))
                {
                    measurement.AddMissing(i);
                }
                else
                {
                    Add(measurement, i, readers[i], row);
                }
            }
        }

        return measurement.Result();
    }

    // What cannot be read is as far from training as what is not known.
    private static void Add(DriftMeasurement measurement, int column, Func<int, CellContent> read, int row)
    {
        CellContent content;
        try
        {
            content = read(row);
        }
        catch (BackpropException)
        {
            measurement.AddUnknown(column);
            return;
        }

        measurement.Add(column, content);
    }
}
