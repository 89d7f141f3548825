using PSBackprop.Data.Series;
using PSBackprop.Numerics;

namespace PSBackprop.Data;

/// <summary>Turns a dataset into the numbers that a network with columns takes and gives; columns are found by name.</summary>
internal static class DatasetEncoder
{
    /// <summary>Inputs and targets.</summary>
    /// <param name="columns">The network's columns.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="negativeValue">What stands for no in targets, where 1 stands for yes.</param>
    /// <param name="cancellationToken">Ends the encoding.</param>
    /// <param name="unknown">What is done with unknown categories in inputs, and counts them; null for as the network says.</param>
    /// <exception cref="BackpropException">A column is missing or a value cannot be used.</exception>
    public static (DataMatrix Input, DataMatrix Target) Encode(
        NetworkColumns columns, Dataset dataset, double negativeValue, CancellationToken cancellationToken, UnknownCategories? unknown = null)
    {
        Dataset rows = SeriesWindows.RowsFor(columns, dataset);
        return (Inputs(columns, rows, unknown, range: null, cancellationToken), Targets(columns, rows, negativeValue, cancellationToken));
    }

    /// <summary>[rows × inputs].</summary>
    /// <param name="columns">The network's columns.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="unknown">What is done with unknown categories, and counts them; null for as the network says.</param>
    /// <param name="range">Looks for values that lie far outside training; null for nothing.</param>
    /// <param name="cancellationToken">Ends the encoding.</param>
    /// <exception cref="BackpropException">A column is missing or a value cannot be used.</exception>
    public static DataMatrix Inputs(
        NetworkColumns columns,
        Dataset dataset,
        UnknownCategories? unknown = null,
        RangeCheck? range = null,
        CancellationToken cancellationToken = default) => Encode(
        "The dataset",
        columns.Input,
        SeriesWindows.RowsFor(columns, dataset),
        unknown ?? new UnknownCategories(columns.UnknownCategory),
        range,
        negativeValue: 0,
        areTargets: false,
        keepUnscaled: false,
        cancellationToken);

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
        SeriesWindows.RowsFor(columns, dataset),
        unknown: columns.Purpose.UnknownTarget is { } policy ? new UnknownCategories(policy) : null,
        range: null,
        negativeValue,
        areTargets: true,
        keepUnscaled: columns.Purpose.HasNumbers,
        cancellationToken);

    // What is unknown is null for targets, which have no unknown categories unless they are features.
    private static DataMatrix Encode(
        string name,
        IReadOnlyList<NetworkColumn> columns,
        Dataset dataset,
        UnknownCategories? unknown,
        RangeCheck? range,
        double negativeValue,
        bool areTargets,
        bool keepUnscaled,
        CancellationToken cancellationToken)
    {
        DataColumn[] data = [.. columns.Select(column => dataset.Find(column.Name))];
        NumberColumn[]? unscaled = keepUnscaled ? [.. data.Cast<NumberColumn>()] : null;
        if (!Array.Exists(data, static column => column.IsStored))
        {
            return Encode(name, columns, data, unknown, range, negativeValue, areTargets, cancellationToken).Of(columns, unscaled);
        }

        // What cannot be used is found before anything is made of it, and counted once; what one pass over all tells is kept.
        bool isChecked = false;
        var parts = new UnknownCategories?[((dataset.Count - 1) / SampleOrder.BlockRows) + 1];
        DataMatrix encoded = DataMatrix.Stored(
            name, dataset.Count, columns.Sum(static column => column.Width), EncodedRows.AreSparse(columns, areTargets), Rows);
        encoded.Of(columns, unscaled).Summarize(range is null ? ParallelTeam.Of(Environment.ProcessorCount) : ParallelTeam.Single);
        isChecked = true;
        unknown?.Add(parts.OfType<UnknownCategories>());
        return encoded;

        DataMatrix Rows(int first, int count)
        {
            UnknownCategories? own = unknown?.Anew();
            if (!isChecked)
            {
                parts[first / SampleOrder.BlockRows] = own;
            }

            DataColumn[] part = Array.ConvertAll(data, column => column.Load(first, count));
            return Encode(name, columns, part, own, isChecked ? null : range, negativeValue, areTargets, cancellationToken).At(first, columns);
        }
    }

    private static DataMatrix Encode(
        string name,
        IReadOnlyList<NetworkColumn> columns,
        DataColumn[] data,
        UnknownCategories? unknown,
        RangeCheck? range,
        double negativeValue,
        bool areTargets,
        CancellationToken cancellationToken)
    {
        int count = data[0].Count;
        var encoders = new Action<CellContent, UnitRow>[columns.Count];
        var readers = new Func<int, CellContent>[columns.Count];
        for (int i = 0; i < columns.Count; i++)
        {
            readers[i] = columns[i].Reader(data[i], unknown?.Policy);
            encoders[i] = columns[i].Encoder(negativeValue);
        }

        var rows = EncodedRows.Create(columns, count, areTargets);
        for (int row = 0; row < count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int number = data[0].NumberOf(row);
            UnitRow units = rows.Begin();
            (string Column, string Text)? firstUnknown = null;
            for (int i = 0; i < columns.Count; i++)
            {
                NetworkColumn column = columns[i];
                CellContent content = data[i].IsMissing(row)
                    ? CellContent.Missing(column.Missing ?? throw Errors.NothingForMissing(column.Name, number))
                    : readers[i](row);
                range?.Add(number, i, content);
                encoders[i](content, units);
                units.Start += column.Width;
                firstUnknown ??= content.IsUnknown ? (column.Name, content.Text!) : null;
            }

            unknown?.Add(number, firstUnknown);
        }

        return rows.Build(name);
    }
}
