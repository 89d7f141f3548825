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
        var encoding = new RowEncoding(name, columns, data, negativeValue, areTargets);
        ParallelTeam team = range is null ? ParallelTeam.Of(Environment.ProcessorCount) : ParallelTeam.Single;
        try
        {
            return encoding.Run(team, unknown, range, cancellationToken).Of(columns, unscaled);
        }
        catch (BackpropException) when (team.Size > 1)
        {
            // Of several rows that cannot be used the first is told, whichever thread was there sooner.
            return encoding.Run(ParallelTeam.Single, unknown, range, cancellationToken).Of(columns, unscaled);
        }
    }
}
