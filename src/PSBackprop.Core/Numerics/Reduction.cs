using System.Numerics;
using System.Runtime.CompilerServices;

namespace PSBackprop.Numerics;

/// <summary>From many numbers to one; sums are in double precision and always in the same order.</summary>
internal static class Reduction
{
    /// <summary>The Euclidean length of the elements in some ranges.</summary>
    public static double Norm<T>(T[] values, IReadOnlyList<(int Start, int Length)> ranges)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int i = 0; i < ranges.Count; i++)
        {
            sum += SumOfSquares<T>(values.AsSpan(ranges[i].Start, ranges[i].Length));
        }

        return Math.Sqrt(sum);
    }

    /// <summary>ln Σ e^x, without overflow.</summary>
    public static double LogSumExp<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double largest = double.CreateTruncating(Largest(values));
        double sum = 0;
        foreach (T value in values)
        {
            sum += Math.Exp(double.CreateTruncating(value) - largest);
        }

        return largest + Math.Log(sum);
    }

    /// <summary>The largest of at least one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T largest = values[0];
        foreach (T value in values)
        {
            largest = value > largest ? value : largest;
        }

        return largest;
    }

    // Four chains of additions keep the processor busy; their number is part of the order of summation.
    private static double SumOfSquares<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i <= values.Length - 4; i += 4)
        {
            double value0 = double.CreateTruncating(values[i]);
            double value1 = double.CreateTruncating(values[i + 1]);
            double value2 = double.CreateTruncating(values[i + 2]);
            double value3 = double.CreateTruncating(values[i + 3]);
            sum0 += value0 * value0;
            sum1 += value1 * value1;
            sum2 += value2 * value2;
            sum3 += value3 * value3;
        }

        for (; i < values.Length; i++)
        {
            double value = double.CreateTruncating(values[i]);
            sum0 += value * value;
        }

        return (sum0 + sum1) + (sum2 + sum3);
    }
}
