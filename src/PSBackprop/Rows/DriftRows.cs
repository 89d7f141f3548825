using PSBackprop.Evaluations;
using PSBackprop.Inference;

namespace PSBackprop.Rows;

/// <summary>Rows one after another on their way to be compared with those of training; none of them is kept.</summary>
internal sealed class DriftRows
{
    private readonly DriftMeasurement _measurement;
    private readonly ColumnInference[] _columns;
    private readonly RowLookup _lookup = new();

    /// <param name="network">The network.</param>
    /// <param name="notation">How numbers are written in texts; null for as in the network's training data.</param>
    /// <exception cref="BackpropException">The network has no profiles of its columns.</exception>
    public DriftRows(Network network, NumberNotation? notation)
    {
        _measurement = new DriftMeasurement(network);
        NetworkColumns columns = network.Columns!;
        if (columns.Series is { } series)
        {
            throw Errors.SeriesMissing(series);
        }

        _columns = [.. columns.Input.Select(column => column.Infer(UnknownCategory.Zero, notation ?? columns.Notation))];
    }

    /// <summary>Counts a row.</summary>
    /// <exception cref="BackpropException">It has no names, or lacks a column.</exception>
    public void Add(object? row)
    {
        _measurement.BeginRow();
        int number = _measurement.Rows;
        if (!RowReader.HasNames(row))
        {
            throw Errors.RowNotObject(number, row);
        }

        _lookup.MoveTo(row!, number);
        for (int i = 0; i < _columns.Length; i++)
        {
            if (!_lookup.TryGet(_columns[i], out object? value))
            {
                throw Errors.RowColumnMissing(_columns[i].Name, number);
            }

            if (_columns[i].Reading.IsMissing(value))
            {
                _measurement.AddMissing(i);
            }
            else
            {
                Add(i, value!, number);
            }
        }
    }

    /// <summary>What the rows come to.</summary>
    public IReadOnlyList<DataDrift> Result() => _measurement.Result();

    // What cannot be read is as far from training as what is not known.
    private void Add(int column, object value, int row)
    {
        CellContent content;
        try
        {
            content = _columns[column].Reading.Read(value, _columns[column].Name, row);
        }
        catch (BackpropException)
        {
            _measurement.AddUnknown(column);
            return;
        }

        _measurement.Add(column, content);
    }
}
