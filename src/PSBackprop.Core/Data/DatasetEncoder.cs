namespace PSBackprop.Data;

/// <summary>Turns a dataset into the numbers that a network with columns takes and gives; columns are found by name.</summary>
internal static class DatasetEncoder
{
    /// <summary>Inputs and targets.</summary>
    /// <param name="columns">The network's columns.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="negativeValue">What stands for no in targets, where 1 stands for yes.</param>
    /// <param name="cancellationToken">Ends the encoding.</param>
    /// <exception cref="BackpropException">A column is missing or a value cannot be used.</exception>
    public static (DataMatrix Input, DataMatrix Target) Encode(
        NetworkColumns columns, Dataset dataset, double negativeValue, CancellationToken cancellationToken) =>
        (Inputs(columns, dataset, cancellationToken), Targets(columns, dataset, negativeValue, cancellationToken));

    /// <summary>[rows × inputs].</summary>
    /// <param name="columns">The network's columns.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="cancellationToken">Ends the encoding.</param>
    /// <exception cref="BackpropException">A column is missing or a value cannot be used.</exception>
    public static DataMatrix Inputs(NetworkColumns columns, Dataset dataset, CancellationToken cancellationToken = default) =>
        Encode("The dataset", columns.Input, dataset, columns.InputSize, columns.UnknownCategory, negativeValue: 0, keepUnscaled: false, cancellationToken);

    /// <summary>[rows × outputs].</summary>
    /// <param name="columns">The network's columns.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="negativeValue">What stands for no, where 1 stands for yes.</param>
    /// <param name="cancellationToken">Ends the encoding.</param>
    /// <exception cref="BackpropException">A column is missing or a value cannot be used.</exception>
    public static DataMatrix Targets(
        NetworkColumns columns, Dataset dataset, double negativeValue = 0, CancellationToken cancellationToken = default) => Encode(
        "The dataset's target",
        columns.Output,
        dataset,
        columns.OutputSize,
        null,
        negativeValue,
        keepUnscaled: columns.Task == NetworkTask.Regression,
        cancellationToken);

    // What is unknown is null for targets, which have no unknown categories.
    private static DataMatrix Encode(
        string name,
        IReadOnlyList<NetworkColumn> columns,
        Dataset dataset,
        int width,
        UnknownCategory? unknown,
        double negativeValue,
        bool keepUnscaled,
        CancellationToken cancellationToken)
    {
        if ((long)dataset.Count * width > Array.MaxLength)
        {
            throw Errors.EncodedTooLarge(dataset.Count, width);
        }

        double[] values = new double[dataset.Count * width];
        var units = new DenseUnitRow(values);
        foreach (NetworkColumn column in columns)
        {
            DataColumn data = dataset.Find(column.Name);
            Func<int, CellContent> read = column.Reader(data, unknown);
            for (int row = 0; row < dataset.Count; row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                units.Row = row * width;
                CellContent content = data.IsMissing(row) ? column.Missing ?? throw Errors.NothingForMissing(column.Name, row + 1) : read(row);
                column.Encode(content, units, negativeValue);
            }

            units.Start += column.Width;
        }

        return new DataMatrix(name, values, dataset.Count, width)
        {
            ColumnNames = [.. columns.SelectMany(static column => column.UnitNames)],
            Owners = [.. columns.SelectMany(static (column, place) => Enumerable.Repeat(place, column.Width))],
            OwnerNames = [.. columns.Select(static column => column.Name)],
            Unscaled = keepUnscaled ? [.. columns.Select(column => ((NumberColumn)dataset.Find(column.Name)).Values)] : null,
        };
    }
}
