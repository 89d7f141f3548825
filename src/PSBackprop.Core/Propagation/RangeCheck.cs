using System.Globalization;

using PSBackprop.Data;

namespace PSBackprop.Propagation;

/// <summary>
/// Finds values that lie far outside those that a network was trained on, as <see cref="NetworkColumn.Limits"/> has it.
/// </summary>
internal sealed class RangeCheck
{
    private readonly List<(NetworkColumn Column, int Unit, double Low, double High)> _limits = [];
    private readonly double[] _values;
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

        _values = new double[_limits.Count];
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
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = row[_limits[i].Unit];
        }

        return Columns(number);
    }

    /// <summary>The columns in which a row of several lies far outside.</summary>
    /// <param name="data">[rows × inputs], encoded as the network takes it.</param>
    /// <param name="row">The row, from 0.</param>
    public IReadOnlyList<string> Columns(DataMatrix data, int row)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = data[row, _limits[i].Unit];
        }

        return Columns(row + 1);
    }

    private IReadOnlyList<string> Columns(int number)
    {
        _rows++;
        List<string>? names = null;
        for (int i = 0; i < _values.Length; i++)
        {
            var (column, _, low, high) = _limits[i];
            double value = _values[i];
            if (value < low || value > high)
            {
                (names ??= []).Add(column.Name);
                _first ??= string.Create(
                    CultureInfo.CurrentCulture,
                    $"The first is row {number}: '{column.Name}' is {column.Text(column.Decode(value))}, "
                        + $"and training had {column.Text(column.Minimum!.Value)} to {column.Text(column.Maximum!.Value)}.");
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
        column.Encoder()(value, new DenseUnitRow(unit));
        return unit[0];
    }
}
