using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PSBackprop.Numerics.Kernels;

/// <summary>Six rows by two vectors of 256 bits: 12 of the 16 registers of AVX2 hold sums. Written by New-Kernel.ps1.</summary>
internal static unsafe class Kernel256
{
    public const int Rows = 6;

    /// <summary>Puts the product of a packed panel of A and a strip of B into a tile of C, and packs the strip where asked for.</summary>
    /// <param name="depth">The length of the sums.</param>
    /// <param name="a">[depth × 6].</param>
    /// <param name="b">[depth × two vectors], where it lies.</param>
    /// <param name="bStride">The distance between its rows.</param>
    /// <param name="panel">Where its rows are copied to, one behind the other; null for no copy.</param>
    /// <param name="c">The tile, 6 rows of two vectors.</param>
    /// <param name="stride">The distance between the tile's rows.</param>
    /// <param name="start">What the sums start from, as many rows; null for zero.</param>
    /// <param name="startStride">The distance between its rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(int depth, T* a, T* b, nint bStride, T* panel, T* c, nint stride, T* start, nint startStride)
        where T : unmanaged
    {
        Vector256<T> c00a = default;
        Vector256<T> c00b = default;
        Vector256<T> c01a = default;
        Vector256<T> c01b = default;
        Vector256<T> c02a = default;
        Vector256<T> c02b = default;
        Vector256<T> c03a = default;
        Vector256<T> c03b = default;
        Vector256<T> c04a = default;
        Vector256<T> c04b = default;
        Vector256<T> c05a = default;
        Vector256<T> c05b = default;
        if (start != null)
        {
            c00a = Vector256.Load(start);
            c00b = Vector256.Load(start + Vector256<T>.Count);
            c01a = Vector256.Load(start + (1 * startStride));
            c01b = Vector256.Load(start + (1 * startStride) + Vector256<T>.Count);
            c02a = Vector256.Load(start + (2 * startStride));
            c02b = Vector256.Load(start + (2 * startStride) + Vector256<T>.Count);
            c03a = Vector256.Load(start + (3 * startStride));
            c03b = Vector256.Load(start + (3 * startStride) + Vector256<T>.Count);
            c04a = Vector256.Load(start + (4 * startStride));
            c04b = Vector256.Load(start + (4 * startStride) + Vector256<T>.Count);
            c05a = Vector256.Load(start + (5 * startStride));
            c05b = Vector256.Load(start + (5 * startStride) + Vector256<T>.Count);
        }

        for (int p = 0; p < depth; p++)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + Vector256<T>.Count);
            Vector256<T> value;
            if (panel != null)
            {
                b0.Store(panel);
                b1.Store(panel + Vector256<T>.Count);
                panel += 2 * Vector256<T>.Count;
            }

            value = Vector256.Create(a[0]);
            c00a = MultiplyAdd(value, b0, c00a);
            c00b = MultiplyAdd(value, b1, c00b);
            value = Vector256.Create(a[1]);
            c01a = MultiplyAdd(value, b0, c01a);
            c01b = MultiplyAdd(value, b1, c01b);
            value = Vector256.Create(a[2]);
            c02a = MultiplyAdd(value, b0, c02a);
            c02b = MultiplyAdd(value, b1, c02b);
            value = Vector256.Create(a[3]);
            c03a = MultiplyAdd(value, b0, c03a);
            c03b = MultiplyAdd(value, b1, c03b);
            value = Vector256.Create(a[4]);
            c04a = MultiplyAdd(value, b0, c04a);
            c04b = MultiplyAdd(value, b1, c04b);
            value = Vector256.Create(a[5]);
            c05a = MultiplyAdd(value, b0, c05a);
            c05b = MultiplyAdd(value, b1, c05b);
            a += Rows;
            b += bStride;
        }

        c00a.Store(c);
        c00b.Store(c + Vector256<T>.Count);
        c01a.Store(c + (1 * stride));
        c01b.Store(c + (1 * stride) + Vector256<T>.Count);
        c02a.Store(c + (2 * stride));
        c02b.Store(c + (2 * stride) + Vector256<T>.Count);
        c03a.Store(c + (3 * stride));
        c03b.Store(c + (3 * stride) + Vector256<T>.Count);
        c04a.Store(c + (4 * stride));
        c04b.Store(c + (4 * stride) + Vector256<T>.Count);
        c05a.Store(c + (5 * stride));
        c05b.Store(c + (5 * stride) + Vector256<T>.Count);
    }

    /// <summary>The same for a tile of one vector's width.</summary>
    /// <param name="depth">The length of the sums.</param>
    /// <param name="a">[depth × 6].</param>
    /// <param name="b">[depth × one vector], where it lies.</param>
    /// <param name="bStride">The distance between its rows.</param>
    /// <param name="panel">Where its rows are copied to, one behind the other; null for no copy.</param>
    /// <param name="c">The tile, 6 rows of one vector.</param>
    /// <param name="stride">The distance between the tile's rows.</param>
    /// <param name="start">What the sums start from, as many rows; null for zero.</param>
    /// <param name="startStride">The distance between its rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddNarrow<T>(int depth, T* a, T* b, nint bStride, T* panel, T* c, nint stride, T* start, nint startStride)
        where T : unmanaged
    {
        Vector256<T> c00 = default;
        Vector256<T> c01 = default;
        Vector256<T> c02 = default;
        Vector256<T> c03 = default;
        Vector256<T> c04 = default;
        Vector256<T> c05 = default;
        if (start != null)
        {
            c00 = Vector256.Load(start);
            c01 = Vector256.Load(start + (1 * startStride));
            c02 = Vector256.Load(start + (2 * startStride));
            c03 = Vector256.Load(start + (3 * startStride));
            c04 = Vector256.Load(start + (4 * startStride));
            c05 = Vector256.Load(start + (5 * startStride));
        }

        for (int p = 0; p < depth; p++)
        {
            var b0 = Vector256.Load(b);
            if (panel != null)
            {
                b0.Store(panel);
                panel += Vector256<T>.Count;
            }

            c00 = MultiplyAdd(Vector256.Create(a[0]), b0, c00);
            c01 = MultiplyAdd(Vector256.Create(a[1]), b0, c01);
            c02 = MultiplyAdd(Vector256.Create(a[2]), b0, c02);
            c03 = MultiplyAdd(Vector256.Create(a[3]), b0, c03);
            c04 = MultiplyAdd(Vector256.Create(a[4]), b0, c04);
            c05 = MultiplyAdd(Vector256.Create(a[5]), b0, c05);
            a += Rows;
            b += bStride;
        }

        c00.Store(c);
        c01.Store(c + (1 * stride));
        c02.Store(c + (2 * stride));
        c03.Store(c + (3 * stride));
        c04.Store(c + (4 * stride));
        c05.Store(c + (5 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> MultiplyAdd<T>(Vector256<T> x, Vector256<T> y, Vector256<T> sum)
        where T : unmanaged
    {
        return typeof(T) == typeof(float)
            ? Fma.MultiplyAdd(x.AsSingle(), y.AsSingle(), sum.AsSingle()).As<float, T>()
            : Fma.MultiplyAdd(x.AsDouble(), y.AsDouble(), sum.AsDouble()).As<double, T>();
    }
}
