using PSBackprop.Numerics;

namespace PSBackprop;

/// <summary>How the values of a column were spread over the rows that a network was trained on last, to compare later rows with.</summary>
public sealed class ColumnProfile
{
    // Numbers are cut into tenths of the rows.
    private const int Parts = 10;

    private readonly double[] _edges;
    private readonly double[] _counts;

    /// <param name="edges">The numbers at the tenths of the rows, rising; null where values have places.</param>
    /// <param name="counts">How many rows are in each bin.</param>
    /// <param name="missing">How many rows have no value.</param>
    /// <param name="unknown">How many rows have a value that the network does not know.</param>
    internal ColumnProfile(IReadOnlyList<double>? edges, IReadOnlyList<double> counts, double missing, double unknown)
    {
        HasEdges = edges is not null;
        _edges = [.. edges ?? []];
        _counts = [.. counts];
        Missing = missing;
        Unknown = unknown;
        Rows = _counts.Sum() + missing + unknown;
    }

    /// <summary>The most edges that there are.</summary>
    internal static int MostEdges => Parts + 1;

    /// <summary>The number of rows.</summary>
    public double Rows { get; }

    /// <summary>
    /// For numbers: the lowest, those below which a tenth of the rows lies, two tenths and so on, and the highest, each once. Empty for others.
    /// </summary>
    public IReadOnlyList<double> Edges => Array.AsReadOnly(_edges);

    /// <summary>
    /// The part of all rows in each bin. Of numbers the bins are: below the lowest, the lowest itself, up to each further edge, and above the
    /// highest; of categories and states one each, in the column's order; of dates with times of day eight, of three hours each.
    /// </summary>
    public IReadOnlyList<double> Shares => Array.AsReadOnly(Array.ConvertAll(_counts, count => count / Rows));

    /// <summary>The part of the rows without a value.</summary>
    public double MissingShare => Missing / Rows;

    /// <summary>The part of the rows with a value that the network does not know.</summary>
    public double UnknownShare => Unknown / Rows;

    /// <summary>Whether the bins are those of numbers, between edges.</summary>
    internal bool HasEdges { get; }

    /// <summary>How many rows are in each bin.</summary>
    internal IReadOnlyList<double> Counts => _counts;

    internal double Missing { get; }

    internal double Unknown { get; }

    /// <summary>How many bins numbers have that are cut at so many edges.</summary>
    internal static int BinsOf(int edges) => edges == 0 ? 0 : edges + 2;

    /// <summary>The profile of values.</summary>
    /// <param name="values">The numbers, or the places, of those that are there and known.</param>
    /// <param name="places">The number of places; null for numbers.</param>
    /// <param name="missing">How many others are missing.</param>
    /// <param name="unknown">How many others are unknown.</param>
    internal static ColumnProfile Of(double[] values, int? places, double missing, double unknown)
    {
        var profile = places is { } count
            ? new ColumnProfile(null, new double[count], missing, unknown)
            : Cut(values, missing, unknown);
        foreach (double value in values)
        {
            profile._counts[profile.Bin(value)!.Value]++;
        }

        return new ColumnProfile(profile.HasEdges ? profile._edges : null, profile._counts, missing, unknown);
    }

    /// <summary>The bin of a number or a place; null for a number where none was seen.</summary>
    internal int? Bin(double value)
    {
        if (!HasEdges)
        {
            return (int)value;
        }

        if (_edges.Length == 0)
        {
            return null;
        }

        if (value < _edges[0])
        {
            return 0;
        }

        int place = Array.BinarySearch(_edges, value);
        return (place >= 0 ? place : ~place) + 1;
    }

    // An edge is a number that a row has, so that one of a few values is never cut off from itself.
    private static ColumnProfile Cut(double[] values, double missing, double unknown)
    {
        double[] edges = values.Length == 0
            ? []
            : [.. OrderStatistics.Of(values, [.. Enumerable.Range(0, MostEdges).Select(part => (int)((long)part * (values.Length - 1) / Parts))]).Distinct()];
        return new ColumnProfile(edges, new double[BinsOf(edges.Length)], missing, unknown);
    }
}
