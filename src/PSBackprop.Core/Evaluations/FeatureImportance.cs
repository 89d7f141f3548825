using System.Globalization;

namespace PSBackprop;

/// <summary>How much the predictions of a network rest on a column: what is lost where its values go to other rows (Breiman 2001).</summary>
public sealed class FeatureImportance
{
    /// <param name="name">The name of the column, or of a group of them.</param>
    /// <param name="columns">The network's columns whose values go to other rows together.</param>
    /// <param name="metric">What is measured.</param>
    /// <param name="values">What each exchange loses, at least one.</param>
    /// <param name="standardDeviation">How far these are apart; null for one alone.</param>
    /// <param name="floor">What a column that tells nothing may come to by chance; null where that is not known.</param>
    internal FeatureImportance(
        string name, IReadOnlyList<string> columns, string metric, IReadOnlyList<double> values, double? standardDeviation, double? floor)
    {
        Column = name;
        Columns = FixedList.Of(columns);
        Metric = metric;
        Values = FixedList.Of(values);
        Importance = values.Average();
        StandardDeviation = standardDeviation;
        Floor = floor;
    }

    /// <summary>1 for the most important column, and so on.</summary>
    public int Rank { get; internal set; }

    /// <summary>The column, or the group of columns.</summary>
    public string Column { get; }

    /// <summary>The network's columns in it: one, the parts of a date, or those of a group.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>
    /// By how much the metric gets worse, on average over the repeats: 0 for a column that the network does not use, below 0 for one that
    /// misleads it on these rows.
    /// </summary>
    public double Importance { get; }

    /// <summary>The standard deviation over the repeats, with n − 1 in the divisor; null for a single one.</summary>
    public double? StandardDeviation { get; }

    /// <summary>
    /// What a column that has nothing to do with the target, and is used by the network as much as this one, may come to by chance: in 95
    /// of 100 measurements none of such columns is above its floor. Null for a single repeat.
    /// </summary>
    public double? Floor { get; }

    /// <summary>The metric.</summary>
    public string Metric { get; }

    /// <summary>What each repeat gave.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <inheritdoc/>
    public override string ToString() => StandardDeviation is { } deviation
        ? string.Create(CultureInfo.CurrentCulture, $"{Column} {Importance:G4} ± {deviation:G2}")
        : string.Create(CultureInfo.CurrentCulture, $"{Column} {Importance:G4}");
}
