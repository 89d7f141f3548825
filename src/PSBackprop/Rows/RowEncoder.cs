using System.Collections;
using System.Globalization;
using System.Management.Automation;

using PSBackprop.Data;

namespace PSBackprop;

/// <summary>Turns one row at a time into the numbers that a network takes: by column name from objects, by place from lists.</summary>
internal sealed class RowEncoder
{
    private readonly Network _network;
    private readonly double[] _units;

    public RowEncoder(Network network)
    {
        _network = network;
        _units = new double[network.InputSize];
    }

    /// <summary>The row in the network's inputs, [features]; the span is good until the next call.</summary>
    /// <exception cref="BackpropException">The row lacks a column, has one too many, or a value cannot be used.</exception>
    public ReadOnlySpan<double> Encode(object? row, int number)
    {
        if (_network.Columns is not { } columns)
        {
            return Numbers(row, number);
        }

        object?[]? list = RowReader.HasNames(row) ? null : List(row, number, columns.Input.Count);
        int start = 0;
        for (int i = 0; i < columns.Input.Count; i++)
        {
            NetworkColumn column = columns.Input[i];
            object? value;
            if (list is not null)
            {
                value = Bare.Of(list[i]);
            }
            else if (!RowReader.TryGet(row!, column.Name, out value))
            {
                throw Errors.RowColumnMissing(column.Name, number);
            }

            Encode(column, value, number, columns.UnknownCategory, _units.AsSpan(start, column.Width));
            start += column.Width;
        }

        return _units;
    }

    /// <summary>All rows of a list, [rows × features].</summary>
    public DataMatrix EncodeAll(string name, IEnumerable rows, CancellationToken cancellationToken)
    {
        var encoded = new List<double[]>();
        foreach (object? row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            encoded.Add(Encode(row, encoded.Count + 1).ToArray());
        }

        return DataMatrix.FromRows(name, encoded);
    }

    private double[] Numbers(object? row, int number)
    {
        if (RowReader.HasNames(row) && Bare.Of(row) is IDictionary or PSObject { BaseObject: PSCustomObject })
        {
            throw Errors.NetworkWithoutColumns(_network);
        }

        double[] numbers = DataMatrixConverter.ConvertRow("Input", number, row);
        return numbers.Length == _network.InputSize ? numbers : throw Errors.RowWidth("Input", _network.InputSize, numbers.Length, number);
    }

    private static object?[] List(object? row, int number, int expected)
    {
        object?[] values = Bare.Of(row) is IEnumerable list and not string ? [.. list.Cast<object?>()] : [row];
        return values.Length == expected ? values : throw Errors.RowWidth("Input", expected, values.Length, number);
    }

    private static void Encode(NetworkColumn column, object? value, int row, UnknownCategory unknown, Span<double> units)
    {
        bool isMissing = value is null or DBNull || (value is string text && text.AsSpan().IsWhiteSpace());
        if (column.Kind == ColumnKind.Numeric)
        {
            double number = isMissing ? column.Missing ?? throw Errors.ValueMissing(column.Name, row) : Number(column, value!, row);
            column.EncodeNumber(number, units);
            return;
        }

        int category = isMissing ? (int)(column.Missing ?? throw Errors.ValueMissing(column.Name, row)) : Category(column, value!);
        if (category < 0 && unknown == UnknownCategory.Error)
        {
            throw Errors.CategoryUnknown(column.Name, row, Text(value!), column.Categories);
        }

        column.EncodeCategory(category, units);
    }

    private static double Number(NetworkColumn column, object value, int row)
    {
        double number = value is TimeSpan time ? time.TotalSeconds
            : NumberReader.TryRead(value, out double read) ? read
            : throw Errors.TextInNumericColumn(column.Name, row, Text(value));
        return double.IsNaN(number) && column.Missing is { } stands ? stands
            : double.IsFinite(number) ? number
            : throw Errors.NumberNotFinite(column.Name, row, Text(value));
    }

    private static int Category(NetworkColumn column, object value)
    {
        string text = Text(value);
        int place = column.IndexOf(text);
        return place < 0 && column.Kind == ColumnKind.Boolean ? Array.FindIndex([.. column.Categories], word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) : place;
    }

    private static string Text(object value) => value is double or float ? ((IFormattable)value).ToString("R", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
