using System.Globalization;

namespace PSBackprop.Rows;

/// <summary>Makes a dataset of labelled rows that a command is given in its place.</summary>
internal static class RowDataset
{
    /// <summary>The rows as a network takes them: of its columns and their kinds, with its own policy for missing values, unless told otherwise.</summary>
    /// <param name="columns">The network's columns; null for a network without.</param>
    /// <param name="rows">The rows, or a table of them.</param>
    /// <param name="choice">The features and targets; those that are null are the network's own.</param>
    /// <param name="culture">The culture in which texts write numbers; null for the network's own, or a decimal point.</param>
    /// <param name="dateFormat">The .NET format in which texts write dates; null for the network's own, or that of ISO 8601.</param>
    /// <param name="warn">Told what may not be as meant in the rows.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BackpropException">A row cannot be used.</exception>
    public static Dataset Of(
        NetworkColumns? columns,
        object rows,
        ColumnChoice choice,
        CultureInfo? culture,
        string? dateFormat,
        Action<string> warn,
        CancellationToken cancellationToken)
    {
        if (columns?.Series is { } series)
        {
            throw Errors.SeriesMissing(series);
        }

        string[]? features = columns?.Input.Select(static column => column.Name).ToArray();
        string[]? targets = columns?.Output.Select(static column => column.Name).ToArray();
        var collected = new ObjectDataset(
            choice with { Feature = choice.Feature ?? features, Target = choice.Target ?? targets },
            columns is null ? new ColumnKinds(null, dateFormat) : ColumnKinds.Of(columns, dateFormat),
            columns?.MissingPolicy ?? MissingPolicy.Error,
            [.. (features ?? []).Select(static name => DateParts.Split(name).Part).OfType<DatePart>().Distinct()],
            culture is null ? columns?.Notation ?? NumberNotation.Invariant : NumberNotation.Of(culture))
        {
            NeededByNetwork = columns is null ? null : [.. choice.Feature is null ? features! : [], .. choice.Target is null ? targets! : []],
        };
        foreach (object? row in RowSource.Rows(rows, cancellationToken))
        {
            collected.Add(row);
        }

        Dataset dataset = collected.Build();
        foreach (string finding in dataset.Findings)
        {
            warn(finding);
        }

        return dataset;
    }
}
