using System.Globalization;

namespace PSBackprop.Data;

/// <summary>
/// Finds values that lie far outside those that a network was trained on, as <see cref="NetworkColumn.Limits"/> has it. Rows are looked
/// at while they are encoded, as a bounded scaling leaves nothing of how far off a number is.
/// </summary>
/// <param name="network">The network; one that does not know its columns' ranges finds nothing.</param>
internal sealed class RangeCheck(Network network)
{
    private readonly IReadOnlyList<NetworkColumn> _columns = network.Columns?.Input ?? [];
    private readonly (double Low, double High)?[] _limits = [.. (network.Columns?.Input ?? []).Select(static column => column.Limits)];
    private readonly Dictionary<int, List<(NetworkColumn Column, double Value)>> _found = [];
    private int _rows;
    private int _outside;
    private string? _first;

    /// <summary>Whether the network knows of any column what is far outside.</summary>
    public bool KnowsRanges => Array.Exists(_limits, static limits => limits is not null);

    /// <summary>What to warn of after all rows; null for nothing.</summary>
    public string? Warning => _first is null ? null : string.Create(
        CultureInfo.CurrentCulture,
        $"{_outside:N0} of {_rows:N0} rows {(_outside == 1 ? "lies" : "lie")} far outside what the network was trained on, where its "
            + $"predictions are guesses. {_first} The property OutOfRange of a prediction names the columns.");

    /// <summary>Looks at a value.</summary>
    /// <param name="row">The number of its row, from 1.</param>
    /// <param name="column">The place of its column.</param>
    /// <param name="content">What it was read as.</param>
    public void Add(int row, int column, CellContent content)
    {
        if (_limits[column] is var (low, high) && (content.Number < low || content.Number > high))
        {
            if (!_found.TryGetValue(row, out var values))
            {
                _found[row] = values = [];
            }

            values.Add((_columns[column], content.Number));
        }
    }

    /// <summary>The columns in which a row that is predicted lies far outside; each row is asked for once.</summary>
    /// <param name="row">Its number, from 1.</param>
    public IReadOnlyList<string> Columns(int row)
    {
        _rows++;
        if (!_found.Remove(row, out var values))
        {
            return Prediction.NoColumns;
        }

        _outside++;
        var (column, value) = values[0];
        _first ??= string.Create(
            CultureInfo.CurrentCulture,
            $"The first is row {row}: '{column.Name}' is {column.Text(value)}, "
                + $"and training had {column.Text(column.Minimum!.Value)} to {column.Text(column.Maximum!.Value)}.");
        return FixedList.Of(values.Select(static found => found.Column.Name));
    }
}
