using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Numerics;

namespace PSBackprop.Data;

/// <summary>The smallest and the largest value of each column.</summary>
internal sealed class ColumnRange
{
    public ColumnRange(DataMatrix data)
    {
        Names = data.ColumnNames;
        Owners = data.Owners;
        OwnerNames = data.OwnerNames;
        int columns = data.Columns;
        if (data.Sparse is { } sparse)
        {
            (Low, High) = (new double[columns], new double[columns]);
            Include(sparse);
            return;
        }

        ReadOnlySpan<double> values = data.Values;
        Low = values[..columns].ToArray();
        High = values[..columns].ToArray();
        for (int start = columns; start < values.Length; start += columns)
        {
            Include(values.Slice(start, columns));
        }
    }

    /// <summary>What the columns are called, where they have names.</summary>
    public IReadOnlyList<string>? Names { get; }

    /// <summary>The place of the user's column that each is a part of, where columns were encoded.</summary>
    public IReadOnlyList<int>? Owners { get; }

    /// <summary>What the user's columns are called.</summary>
    public IReadOnlyList<string>? OwnerNames { get; }

    public double[] Low { get; }

    public double[] High { get; }

    /// <summary>Whether all values fit into single precision.</summary>
    public bool FitsSingle =>
        Array.TrueForAll(Low, static value => float.IsFinite((float)value)) && Array.TrueForAll(High, static value => float.IsFinite((float)value));

    // A column without a zero begins with its first number.
    private void Include(SparseMatrix<double> data)
    {
        int[] counts = new int[Low.Length];
        for (int row = 0; row < data.Rows; row++)
        {
            foreach (int column in data.Places(row))
            {
                counts[column]++;
            }
        }

        for (int column = 0; column < counts.Length; column++)
        {
            if (counts[column] == data.Rows)
            {
                Low[column] = High[column] = data[0, column];
            }
        }

        for (int row = 0; row < data.Rows; row++)
        {
            ReadOnlySpan<int> places = data.Places(row);
            ReadOnlySpan<double> values = data.Values(row);
            for (int i = 0; i < places.Length; i++)
            {
                Low[places[i]] = Math.Min(Low[places[i]], values[i]);
                High[places[i]] = Math.Max(High[places[i]], values[i]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Include(ReadOnlySpan<double> row)
    {
        int j = 0;
        for (; j <= row.Length - Vector<double>.Count; j += Vector<double>.Count)
        {
            var value = new Vector<double>(row[j..]);
            Vector.Min(value, new Vector<double>(Low, j)).CopyTo(Low, j);
            Vector.Max(value, new Vector<double>(High, j)).CopyTo(High, j);
        }

        for (; j < row.Length; j++)
        {
            Low[j] = Math.Min(Low[j], row[j]);
            High[j] = Math.Max(High[j], row[j]);
        }
    }
}
