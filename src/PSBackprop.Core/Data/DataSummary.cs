using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using PSBackprop.Numerics;

namespace PSBackprop.Data;

/// <summary>What one pass over all numbers tells: the smallest and the largest of each column, and a hash of each row.</summary>
internal sealed class DataSummary
{
    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;

    // Of fewer numbers each is looked at before a second thread is awake.
    private const int FewestToShare = 1 << 16;

    private readonly DataMatrix _data;

    // How many rows have a number in each column, where only those that are not zero are kept.
    private readonly int[] _nonZeros;

    private DataSummary(DataMatrix data)
    {
        _data = data;
        Low = new double[data.Columns];
        High = new double[data.Columns];
        RowHash = new ulong[data.Rows];
        _nonZeros = new int[data.IsSparse ? data.Columns : 0];
        Low.AsSpan().Fill(double.PositiveInfinity);
        High.AsSpan().Fill(double.NegativeInfinity);
    }

    /// <summary>What the columns are called, where they have names.</summary>
    public IReadOnlyList<string>? Names => _data.ColumnNames;

    /// <summary>The place of the user's column that each is a part of, where columns were encoded.</summary>
    public IReadOnlyList<int>? Owners => _data.Owners;

    /// <summary>What the user's columns are called.</summary>
    public IReadOnlyList<string>? OwnerNames => _data.OwnerNames;

    /// <summary>The smallest value of each column.</summary>
    public double[] Low { get; }

    /// <summary>The largest value of each column.</summary>
    public double[] High { get; }

    /// <summary>A hash of each row by all bits of what it holds; against accident, not against intent.</summary>
    public ulong[] RowHash { get; }

    /// <summary>Whether all values fit into single precision.</summary>
    public bool FitsSingle =>
        Array.TrueForAll(Low, static value => float.IsFinite((float)value)) && Array.TrueForAll(High, static value => float.IsFinite((float)value));

    /// <summary>Looks at all numbers once.</summary>
    /// <param name="data">The numbers.</param>
    /// <param name="team">The threads that share the rows.</param>
    public static DataSummary Of(DataMatrix data, ParallelTeam team)
    {
        var summary = new DataSummary(data);
        ((long)data.Rows * data.Columns < FewestToShare && !data.IsSparse ? ParallelTeam.Single : team).Run(new Pass(summary));
        if (data.IsSparse)
        {
            summary.IncludeZeros();
        }

        return summary;
    }

    /// <summary>The finalizer of SplitMix64 (Steele, Lea, Flood 2014).</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }

    /// <summary>A hash of bytes.</summary>
    public static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        ulong last = (ulong)bytes.Length;
        foreach (byte value in bytes[(bytes.Length & -sizeof(ulong))..])
        {
            last = (last << 8) + value;
        }

        return Mix(Hash(MemoryMarshal.Cast<byte, ulong>(bytes)) + Mix(last));
    }

    // Each number by its place and all summed up, so that the processor need not wait for one before the next.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Hash(ReadOnlySpan<ulong> values)
    {
        ulong sum = 0;
        for (int j = 0; j < values.Length; j++)
        {
            sum += Mix(values[j] + ((ulong)j * Odd));
        }

        return sum;
    }

    // A column has a zero unless each row has a number there.
    private void IncludeZeros()
    {
        for (int column = 0; column < _nonZeros.Length; column++)
        {
            if (_nonZeros[column] < _data.Rows)
            {
                Low[column] = Math.Min(Low[column], 0);
                High[column] = Math.Max(High[column], 0);
            }
        }
    }

    private sealed class Pass(DataSummary summary) : ParallelWork
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Execute(int part, int parts)
        {
            DataMatrix data = summary._data;
            double[] low = new double[data.Columns];
            double[] high = new double[data.Columns];
            low.AsSpan().Fill(double.PositiveInfinity);
            high.AsSpan().Fill(double.NegativeInfinity);
            int[] nonZeros = new int[summary._nonZeros.Length];
            int row = (int)((long)data.Rows * part / parts);
            foreach (var (rows, first, count) in data.Pieces(row, (int)((long)data.Rows * (part + 1) / parts)))
            {
                for (int i = first; i < first + count; i++, row++)
                {
                    if (rows.Sparse is { } sparse)
                    {
                        summary.RowHash[row] = Include(sparse.Places(i), sparse.Values(i), low, high, nonZeros);
                    }
                    else
                    {
                        ReadOnlySpan<double> values = rows.Values.Slice(i * data.Columns, data.Columns);
                        Include(values, low, high);
                        summary.RowHash[row] = Hash(MemoryMarshal.Cast<double, ulong>(values));
                    }
                }
            }

            lock (summary)
            {
                for (int column = 0; column < low.Length; column++)
                {
                    summary.Low[column] = Math.Min(summary.Low[column], low[column]);
                    summary.High[column] = Math.Max(summary.High[column], high[column]);
                }

                for (int column = 0; column < nonZeros.Length; column++)
                {
                    summary._nonZeros[column] += nonZeros[column];
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Include(ReadOnlySpan<double> row, double[] low, double[] high)
        {
            int j = 0;
            for (; j <= row.Length - Vector<double>.Count; j += Vector<double>.Count)
            {
                var value = new Vector<double>(row[j..]);
                Vector.Min(value, new Vector<double>(low, j)).CopyTo(low, j);
                Vector.Max(value, new Vector<double>(high, j)).CopyTo(high, j);
            }

            for (; j < row.Length; j++)
            {
                low[j] = Math.Min(low[j], row[j]);
                high[j] = Math.Max(high[j], row[j]);
            }
        }

        private static ulong Include(ReadOnlySpan<int> places, ReadOnlySpan<double> values, double[] low, double[] high, int[] nonZeros)
        {
            ulong sum = 0;
            for (int i = 0; i < places.Length; i++)
            {
                int place = places[i];
                low[place] = Math.Min(low[place], values[i]);
                high[place] = Math.Max(high[place], values[i]);
                nonZeros[place]++;
                sum += Mix(BitConverter.DoubleToUInt64Bits(values[i]) + ((ulong)place * Odd));
            }

            return sum;
        }
    }
}
