using System.Collections;
using System.Management.Automation;
using System.Reflection;

using PSBackprop.Data;

namespace PSBackprop.Conversion;

/// <summary>Turns what users have at the prompt into rows of numbers.</summary>
internal static class DataMatrixConverter
{
    /// <summary>
    /// Takes an array of rows, a double[][], a double[,], a MathNet matrix of any version, or a flat list, which is one
    /// column. Texts are read with a decimal point.
    /// </summary>
    public static DataMatrix Convert(string name, object value, CancellationToken cancellationToken = default) =>
        Convert(name, value, NumberNotation.Invariant, cancellationToken);

    /// <summary>Takes the same, with texts in a notation.</summary>
    public static DataMatrix Convert(string name, object value, NumberNotation notation, CancellationToken cancellationToken)
    {
        object data = PSObjects.Unwrap(value)!;
        switch (data)
        {
            case DataMatrix matrix:
                return matrix;
            case double[,] array:
                return DataMatrix.FromArray(name, array, cancellationToken);
            case double[][] rows:
                return DataMatrix.FromRows(name, rows, cancellationToken);
            case double[] column:
                return DataMatrix.FromColumn(name, column);
        }

        if (TryMathNet(data) is { } dense)
        {
            return DataMatrix.FromArray(name, dense, cancellationToken);
        }

        if (data is string or IDictionary or not IEnumerable)
        {
            // One number is one row with one column.
            return NumberReader.TryRead(data, notation, out double number)
                ? DataMatrix.FromColumn(name, [number])
                : throw Errors.DataNotUnderstood(name, data);
        }

        return FromRows(name, (IEnumerable)data, notation, cancellationToken);
    }

    /// <summary>Takes one row: a list of numbers, or a single number.</summary>
    public static double[] ConvertRow(string name, int row, object? value, NumberNotation notation)
    {
        object? data = PSObjects.Unwrap(value);
        if (data is double[] numbers)
        {
            RequireFinite(name, row, numbers);
            return numbers;
        }

        if (data is string or not IEnumerable)
        {
            return [Number(name, row, 1, data, notation)];
        }

        var values = new List<double>();
        foreach (object? item in (IEnumerable)data)
        {
            values.Add(Number(name, row, values.Count + 1, PSObjects.Unwrap(item), notation));
        }

        return [.. values];
    }

    private static DataMatrix FromRows(string name, IEnumerable data, NumberNotation notation, CancellationToken cancellationToken)
    {
        var rows = new List<double[]>();
        foreach (object? item in data)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] row = ConvertRow(name, rows.Count + 1, item, notation);
            if (rows.Count > 0 && row.Length != rows[0].Length)
            {
                throw Errors.RaggedRow(name, rows.Count + 1, rows[0].Length, row.Length);
            }

            rows.Add(row);
        }

        return DataMatrix.FromRows(name, rows, cancellationToken);
    }

    private static double Number(string name, int row, int column, object? value, NumberNotation notation)
    {
        if (!NumberReader.TryRead(value, notation, out double number))
        {
            throw Errors.NotANumber(name, row, column, value);
        }

        return double.IsFinite(number) ? number : throw Errors.NotFinite(name, row, column, number);
    }

    private static void RequireFinite(string name, int row, double[] numbers)
    {
        int bad = Array.FindIndex(numbers, static number => !double.IsFinite(number));
        if (bad >= 0)
        {
            throw Errors.NotFinite(name, row, bad + 1, numbers[bad]);
        }
    }

    // A matrix may come from any version of MathNet that another module has loaded, so it is known by name alone.
    private static double[,]? TryMathNet(object data)
    {
        for (Type? type = data.GetType(); type is not null; type = type.BaseType)
        {
            if (type.FullName?.StartsWith("MathNet.Numerics.LinearAlgebra.Matrix`1[[System.Double", StringComparison.Ordinal) == true)
            {
                return (double[,]?)type.GetMethod("ToArray", BindingFlags.Public | BindingFlags.Instance, [])?.Invoke(data, null);
            }
        }

        return null;
    }
}
