using MathNet.Numerics;

namespace PSBackprop.Evaluations;

/// <summary>
/// Compares rows with the profiles of a network's columns: the population stability index (Siddiqi 2006, who takes 0.1 and 0.25 for its
/// levels) says how far they are apart, and Pearson's χ² for two samples whether that may be chance.
/// </summary>
/// <remarks>
/// Bins are merged with their neighbours until five rows are expected in each of both samples if these were of one source (Cochran 1954),
/// which depends on both together alone and so leaves the test what it is. P-values are adjusted for the number of columns by Holm (1979).
/// Between samples of one source of n and m rows over b bins the index is about (b − 1)(1 / n + 1 / m) by chance (Yurdakul, Naranjo 2020);
/// what is left when that is taken off says the level.
/// </remarks>
internal sealed class DriftMeasurement
{
    private const double FewestExpected = 5;
    private const double Significance = 0.05;
    private const double ModerateIndex = 0.1;
    private const double SevereIndex = 0.25;

    private readonly IReadOnlyList<NetworkColumn> _columns;
    private readonly double[][] _counts;
    private readonly double[] _missing;
    private readonly double[] _unknown;

    /// <param name="network">The network.</param>
    /// <exception cref="BackpropException">It has no columns, or no profiles of them.</exception>
    public DriftMeasurement(Network network)
    {
        _columns = network.Columns?.Input ?? throw Errors.NetworkWithoutNames(network);
        if (_columns.Any(static column => column.Profile is null))
        {
            throw Errors.NetworkWithoutProfile(network);
        }

        _counts = [.. _columns.Select(static column => new double[column.Profile!.Counts.Count])];
        _missing = new double[_columns.Count];
        _unknown = new double[_columns.Count];
    }

    /// <summary>The number of rows so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Begins a row.</summary>
    public void BeginRow() => Rows++;

    /// <summary>Counts a value that is missing.</summary>
    public void AddMissing(int column) => _missing[column]++;

    /// <summary>Counts a value that the network does not know, or cannot read.</summary>
    public void AddUnknown(int column) => _unknown[column]++;

    /// <summary>Counts a value.</summary>
    public void Add(int column, CellContent content)
    {
        if (content.IsUnknown || _columns[column].ProfileBin(content) is not { } bin)
        {
            AddUnknown(column);
        }
        else
        {
            _counts[column][bin]++;
        }
    }

    /// <summary>What the rows come to: the column that is farthest off first.</summary>
    public IReadOnlyList<DataDrift> Result()
    {
        (double Index, double Excess, double PValue)[] compared = [.. _columns.Select((column, i) => Compare(
            [.. column.Profile!.Counts, column.Profile.Missing, column.Profile.Unknown], [.. _counts[i], _missing[i], _unknown[i]]))];
        double[] adjusted = Holm([.. compared.Select(static one => one.PValue)]);
        return [.. _columns
            .Select((column, i) => new DataDrift(
                column.Name, Rows, compared[i].Index, _missing[i] / Rows, _unknown[i] / Rows, adjusted[i], Level(compared[i].Excess, adjusted[i])))
            .OrderByDescending(static drift => drift.Level)
            .ThenByDescending(static drift => drift.PopulationStabilityIndex)];
    }

    /// <summary>Compares the rows in the bins of two samples.</summary>
    /// <returns>The index, what of it is not to be expected by chance, and the p-value.</returns>
    internal static (double Index, double Excess, double PValue) Compare(double[] first, double[] second)
    {
        double n = first.Sum();
        double m = second.Sum();
        (double First, double Second)[] bins = [.. Merge(first, second, FewestExpected * (n + m) / Math.Min(n, m))];
        double square = 0;
        double index = 0;
        foreach (var (a, b) in bins)
        {
            double difference = (Math.Sqrt(m / n) * a) - (Math.Sqrt(n / m) * b);
            square += a + b > 0 ? difference * difference / (a + b) : 0;
            double p = (a + 0.5) / (n + (0.5 * bins.Length));
            double q = (b + 0.5) / (m + (0.5 * bins.Length));
            index += (q - p) * Math.Log(q / p);
        }

        int freedom = bins.Length - 1;
        return (index, index - (freedom * ((1 / n) + (1 / m))), freedom == 0 ? 1 : SpecialFunctions.GammaUpperRegularized(freedom / 2.0, square / 2));
    }

    // Neighbours together, until so many rows of both samples are in each; what is left at the end joins the last.
    private static List<(double First, double Second)> Merge(double[] first, double[] second, double fewest)
    {
        var bins = new List<(double First, double Second)>();
        var (a, b) = (0.0, 0.0);
        for (int i = 0; i < first.Length; i++)
        {
            (a, b) = (a + first[i], b + second[i]);
            if (a + b >= fewest)
            {
                bins.Add((a, b));
                (a, b) = (0, 0);
            }
        }

        if (bins.Count == 0)
        {
            bins.Add((a, b));
        }
        else
        {
            bins[^1] = (bins[^1].First + a, bins[^1].Second + b);
        }

        return bins;
    }

    private static double[] Holm(double[] pValues)
    {
        int[] order = [.. Enumerable.Range(0, pValues.Length).OrderBy(i => pValues[i])];
        double[] adjusted = new double[pValues.Length];
        double largest = 0;
        for (int rank = 0; rank < order.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = largest;
        }

        return adjusted;
    }

    private static DriftLevel Level(double excess, double pValue) =>
        pValue >= Significance || excess < ModerateIndex ? DriftLevel.None
        : excess < SevereIndex ? DriftLevel.Moderate
        : DriftLevel.Severe;
}
