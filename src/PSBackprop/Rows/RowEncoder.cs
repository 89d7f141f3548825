using System.Collections;
using System.Management.Automation;

using PSBackprop.Conversion;
using PSBackprop.Data;
using PSBackprop.Inference;

namespace PSBackprop.Rows;

/// <summary>
/// Turns one row at a time into the numbers that a network takes: by column name from objects, by place from lists. Values mean
/// what they mean in training, as <see cref="CellValue"/> says; texts are read in the notation of the training data unless told.
/// A row must have every column of the network, with or without a value.
/// </summary>
internal sealed class RowEncoder
{
    private readonly Network _network;
    private readonly NumberNotation _notation;
    private readonly UnknownCategories _unknown;
    private readonly RangeCheck _range;
    private readonly ColumnInference[] _columns;
    private readonly RowLookup _lookup = new();
    private readonly double[] _units;
    private readonly DenseUnitRow _row;
    private readonly Action<CellContent, UnitRow>[] _encoders;

    /// <param name="network">The network.</param>
    /// <param name="notation">How numbers are written in texts; null for as in the network's training data.</param>
    /// <param name="unknown">What is done with unknown categories, and counts them.</param>
    /// <param name="range">Looks for values that lie far outside training.</param>
    public RowEncoder(Network network, NumberNotation? notation, UnknownCategories unknown, RangeCheck range)
    {
        _network = network;
        _unknown = unknown;
        _range = range;
        _notation = notation ?? network.Columns?.Notation ?? NumberNotation.Invariant;
        _columns = [.. (network.Columns?.Input ?? []).Select(column => column.Infer(unknown.Policy, _notation))];
        _encoders = [.. (network.Columns?.Input ?? []).Select(static column => column.Encoder())];
        _units = new double[network.InputSize];
        _row = new DenseUnitRow(_units);
    }

    /// <summary>The row in the network's inputs, [features]; the span is good until the next call.</summary>
    /// <exception cref="BackpropException">The row lacks a column, has one too many, or a value cannot be used.</exception>
    public ReadOnlySpan<double> Encode(object? row, int number)
    {
        if (_network.Columns is null)
        {
            return Numbers(row, number);
        }

        Array.Clear(_units);
        _row.Start = 0;
        Encode(row, number, _row);
        return _units;
    }

    /// <summary>All rows of a list, [rows × features].</summary>
    /// <exception cref="BackpropException">There is no row, or one cannot be used.</exception>
    public DataMatrix EncodeAll(string name, IEnumerable<object?> rows, CancellationToken cancellationToken)
    {
        if (_network.Columns is not { } columns)
        {
            var numbers = new List<double[]>();
            foreach (object? row in rows)
            {
                numbers.Add(Numbers(row, numbers.Count + 1));
            }

            return DataMatrix.FromRows(name, numbers, cancellationToken);
        }

        var encoded = EncodedRows.Create(columns.Input, rows: null);
        int number = 0;
        foreach (object? row in rows)
        {
            Encode(row, ++number, encoded.Begin());
        }

        return encoded.Build(name).Of(columns.Input);
    }

    private void Encode(object? row, int number, UnitRow units)
    {
        object?[]? list = null;
        if (RowReader.HasNames(row))
        {
            _lookup.MoveTo(row!, number);
        }
        else
        {
            list = List(row, number, _columns.Length);
        }

        (string Column, string Text)? firstUnknown = null;
        for (int i = 0; i < _columns.Length; i++)
        {
            ColumnInference column = _columns[i];
            object? value;
            if (list is not null)
            {
                value = PSObjects.Unwrap(list[i]);
            }
            else if (!_lookup.TryGet(column, out value))
            {
                throw Errors.RowColumnMissing(column.Name, number);
            }

            CellContent content = column.Read(value, number);
            _range.Add(number, i, content);
            _encoders[i](content, units);
            units.Start += column.Width;
            firstUnknown ??= content.IsUnknown ? (column.Name, content.Text!) : null;
        }

        _unknown.Add(number, firstUnknown);
    }

    private double[] Numbers(object? row, int number)
    {
        if (RowReader.HasNames(row) && (PSObjects.Unwrap(row) is IDictionary or PSObject { BaseObject: PSCustomObject } || RowReader.HasSchema(row)))
        {
            throw Errors.NetworkWithoutColumns(_network);
        }

        double[] numbers = DataMatrixConverter.ConvertRow("Input", number, row, _notation);
        return numbers.Length == _network.InputSize ? numbers : throw Errors.RowWidth("Input", _network.InputSize, numbers.Length, number);
    }

    private static object?[] List(object? row, int number, int expected)
    {
        object?[] values = PSObjects.Unwrap(row) is IEnumerable list and not string ? [.. list.Cast<object?>()] : [row];
        return values.Length == expected ? values : throw Errors.RowWidth("Input", expected, values.Length, number);
    }
}
