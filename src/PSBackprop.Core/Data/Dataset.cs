using System.Globalization;

using PSBackprop.Data;

namespace PSBackprop;

/// <summary>Rows of named columns: features to learn from and targets to learn.</summary>
public sealed class Dataset
{
    private readonly Lazy<Dictionary<string, DataColumn>> _byName;

    internal Dataset(string? name, IReadOnlyList<DataColumn> feature, IReadOnlyList<DataColumn> target, MissingPolicy missing = MissingPolicy.Error)
    {
        Name = name;
        Feature = FixedList.Of(feature);
        Target = FixedList.Of(target);
        Missing = missing;
        Count = feature.Concat(target).First().Count;
        _byName = new(() => Columns.ToDictionary(static column => column.Name, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Where the data is from, for display.</summary>
    public string? Name { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The columns to learn from.</summary>
    public IReadOnlyList<DataColumn> Feature { get; }

    /// <summary>The columns to learn.</summary>
    public IReadOnlyList<DataColumn> Target { get; }

    /// <summary>What stands for missing values.</summary>
    public MissingPolicy Missing { get; }

    /// <summary>Whether rows are learned as such, so that odd ones can be told: the targets are the features.</summary>
    public bool IsAnomaly { get; private init; }

    /// <summary>What was noticed when the data was read that may not be as meant, with the remedy; empty for a part of a dataset.</summary>
    public IReadOnlyList<string> Findings { get; internal init; } = [];

    /// <summary>The time series that the rows are of; null where rows stand for themselves.</summary>
    public TimeSeries? Series { get; internal init; }

    /// <summary>Whether the rows are those that a network makes of a time series.</summary>
    internal bool AreWindows { get; init; }

    /// <summary>The columns that were left out as none of the rows has a value there.</summary>
    internal IReadOnlyList<string> Empty { get; init; } = [];

    /// <summary>How numbers were written in the texts that the data is from.</summary>
    internal NumberNotation Notation { get; init; } = NumberNotation.Invariant;

    /// <summary>All columns, features first; one that is both comes once.</summary>
    internal IEnumerable<DataColumn> Columns => Feature.Concat(Target).DistinctBy(static column => column.Name);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Count.ToString("N0", CultureInfo.CurrentCulture)} rows of {Names(Feature)}{(Target.Count == 0 || IsAnomaly ? string.Empty : $" → {Names(Target)}")}";

    /// <summary>A column by its name, in any case.</summary>
    /// <exception cref="BackpropException">There is none of that name.</exception>
    internal DataColumn Find(string name) => _byName.Value.GetValueOrDefault(name)
        ?? throw (Empty.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? Errors.ColumnLeftOut(name)
            : Errors.ColumnMissing(name, [.. Columns.Select(static column => column.Name)]));

    /// <summary>The same rows, to be learned as such. Features of kinds that a network does not give back are learned from alone.</summary>
    /// <exception cref="BackpropException">There is a target, or no feature that can be given back.</exception>
    internal Dataset ForAnomaly()
    {
        Dataset dataset = Target.Count > 0 ? throw Errors.AnomalyTarget(Target[0].Name) : AsAnomaly();
        string[] others = [.. Feature.Except(dataset.Target).Select(static column => $"'{column.Name}'")];
        return dataset.Target.Count == 0 ? throw Errors.AnomalyNothing()
            : others.Length == 0 ? dataset
            : dataset.AsAnomaly([
                .. Findings,
                $"Texts and dates are learned from, but are not looked at for what is odd: {string.Join(", ", others)}. "
                    + "Make parts of dates columns with -DatePart of ConvertTo-Dataset, and names out of texts with -Kind, if they are to be.",
            ]);
    }

    /// <summary>The same rows, to be learned as such, whatever was a target.</summary>
    internal Dataset AsAnomaly() => AsAnomaly(Findings);

    private Dataset AsAnomaly(IReadOnlyList<string> findings) =>
        new(Name, [.. Columns], [.. Columns.Where(static column => ColumnFamily.All[column.Kind].ReconstructionLoss is not null)], Missing)
        {
            IsAnomaly = true,
            Findings = FixedList.Of(findings),
            Empty = Empty,
            Notation = Notation,
        };

    /// <summary>Some of the rows, in the order given.</summary>
    internal Dataset Select(int[] rows)
    {
        var chosen = Columns.ToDictionary(static column => column.Name, column => column.Select(rows));
        return new Dataset(Name, [.. Feature.Select(column => chosen[column.Name])], [.. Target.Select(column => chosen[column.Name])], Missing)
        {
            IsAnomaly = IsAnomaly,
            Empty = Empty,
            Notation = Notation,
            Series = Series?.Select(rows),
            AreWindows = AreWindows,
        };
    }

    /// <summary>Whether values stay in a file and are read when they are needed.</summary>
    internal bool IsStored => Columns.Any(static column => column.IsStored);

    /// <summary>All rows in memory.</summary>
    internal Dataset Load() => IsStored ? Load(0, Count) : this;

    /// <summary>Consecutive rows in memory, without what they are a time series of.</summary>
    internal Dataset Load(int first, int count)
    {
        var loaded = Columns.ToDictionary(static column => column.Name, column => column.Load(first, count));
        return new Dataset(Name, [.. Feature.Select(column => loaded[column.Name])], [.. Target.Select(column => loaded[column.Name])], Missing)
        {
            IsAnomaly = IsAnomaly,
            Findings = Findings,
            Empty = Empty,
            Notation = Notation,
        };
    }

    /// <summary>The rows of two datasets with the same columns, in their order; without what they are a time series of.</summary>
    /// <exception cref="BackpropException">The other lacks a column, or has one of another kind.</exception>
    internal Dataset Append(Dataset other) => new(
        Name,
        [.. Feature.Select(column => column.Append(other.Find(column.Name)))],
        [.. Target.Select(column => column.Append(other.Find(column.Name)))],
        Missing)
    {
        Empty = Empty,
        Notation = Notation,
        Findings = other.Findings,
    };

    private static string Names(IReadOnlyList<DataColumn> columns)
    {
        const int shown = 4;
        string names = string.Join(", ", columns.Take(shown));
        return columns.Count > shown ? $"{names}, … ({columns.Count} columns)" : names;
    }
}
