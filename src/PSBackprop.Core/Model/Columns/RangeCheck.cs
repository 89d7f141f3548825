using System.Globalization;

namespace PSBackprop;

/// <summary>
/// Finds values that lie far outside those that a network was trained on, as <see cref="NetworkColumn.Limits"/> has it.
/// </summary>
internal sealed class RangeCheck
{
    private readonly List<(NetworkColumn Column, int Unit, double Low, double High)> _limits = [];
    private int _rows;
    private int _outside;
    private string? _first;

    /// <param name="network">The network; one that does not know its columns' ranges finds nothing.</param>
    public RangeCheck(Network network)
    {
        int unit = 0;
        foreach (NetworkColumn column in network.Columns?.Input ?? [])
        {
            if (column.Limits is var (low, high))
            {
                double[] limits = [Encoded(column, low), Encoded(column, high)];
                _limits.Add((column, unit, limits.Min(), limits.Max()));
            }

            unit += column.Width;
        }
    }

    /// <summary>What to warn of after all rows; null for nothing.</summary>
    public string? Warning => _first is null ? null : string.Create(
        CultureInfo.CurrentCulture,
        $"{_outside:N0} of {_rows:N0} rows {(_outside == 1 ? "lies" : "lie")} far outside what the network was trained on, where its "
            + $"predictions are guesses. {_first} The property OutOfRange of a prediction names the columns.");

    /// <summary>The columns in which a row lies far outside.</summary>
    /// <param name="row">[inputs], encoded as the network takes it.</param>
    /// <param name="number">Its number, for the warning.</param>
    public IReadOnlyList<string> Columns(ReadOnlySpan<double> row, int number)
    {
        _rows++;
        List<string>? names = null;
        foreach (var (column, unit, low, high) in _limits)
        {
            if (row[unit] < low || row[unit] > high)
            {
                (names ??= []).Add(column.Name);
                _first ??= string.Create(
                    CultureInfo.CurrentCulture,
                    $"The first is row {number}: '{column.Name}' is {column.Decode(row[unit]):G6}, "
                        + $"and training had {column.Minimum:G6} to {column.Maximum:G6}.");
            }
        }

        if (names is null)
        {
            return Prediction.NoColumns;
        }

        _outside++;
        return names.AsReadOnly();
    }

    private static double Encoded(NetworkColumn column, double value)
    {
        double[] unit = new double[column.Width];
        column.Encode(value, new DenseUnitRow(unit));
        return unit[0];
    }
}
