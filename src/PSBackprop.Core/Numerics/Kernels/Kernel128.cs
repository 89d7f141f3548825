using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace PSBackprop.Numerics.Kernels;

/// <summary>Eight rows by two vectors of 128 bits: 16 of the 32 registers of Arm64 hold sums. Written by New-Kernel.ps1.</summary>
internal static unsafe class Kernel128
{
    public const int Rows = 8;

    /// <summary>Puts the product of a packed panel of A and a strip of B into a tile of C, and packs the strip where asked for.</summary>
    /// <param name="depth">The length of the sums.</param>
    /// <param name="a">[depth × 8].</param>
    /// <param name="b">[depth × two vectors], where it lies.</param>
    /// <param name="bStride">The distance between its rows.</param>
    /// <param name="panel">Where its rows are copied to, one behind the other; null for no copy.</param>
    /// <param name="c">The tile, 8 rows of two vectors.</param>
    /// <param name="stride">The distance between the tile's rows.</param>
    /// <param name="start">What the sums start from, as many rows; null for zero.</param>
    /// <param name="startStride">The distance between its rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(int depth, T* a, T* b, nint bStride, T* panel, T* c, nint stride, T* start, nint startStride)
        where T : unmanaged
    {
        Vector128<T> c00a = default;
        Vector128<T> c00b = default;
        Vector128<T> c01a = default;
        Vector128<T> c01b = default;
        Vector128<T> c02a = default;
        Vector128<T> c02b = default;
        Vector128<T> c03a = default;
        Vector128<T> c03b = default;
        Vector128<T> c04a = default;
        Vector128<T> c04b = default;
        Vector128<T> c05a = default;
        Vector128<T> c05b = default;
        Vector128<T> c06a = default;
        Vector128<T> c06b = default;
        Vector128<T> c07a = default;
        Vector128<T> c07b = default;
        if (start != null)
        {
            c00a = Vector128.Load(start);
            c00b = Vector128.Load(start + Vector128<T>.Count);
            c01a = Vector128.Load(start + (1 * startStride));
            c01b = Vector128.Load(start + (1 * startStride) + Vector128<T>.Count);
            c02a = Vector128.Load(start + (2 * startStride));
            c02b = Vector128.Load(start + (2 * startStride) + Vector128<T>.Count);
            c03a = Vector128.Load(start + (3 * startStride));
            c03b = Vector128.Load(start + (3 * startStride) + Vector128<T>.Count);
            c04a = Vector128.Load(start + (4 * startStride));
            c04b = Vector128.Load(start + (4 * startStride) + Vector128<T>.Count);
            c05a = Vector128.Load(start + (5 * startStride));
            c05b = Vector128.Load(start + (5 * startStride) + Vector128<T>.Count);
            c06a = Vector128.Load(start + (6 * startStride));
            c06b = Vector128.Load(start + (6 * startStride) + Vector128<T>.Count);
            c07a = Vector128.Load(start + (7 * startStride));
            c07b = Vector128.Load(start + (7 * startStride) + Vector128<T>.Count);
        }

        for (int p = 0; p < depth; p++)
        {
            var b0 = Vector128.Load(b);
            var b1 = Vector128.Load(b + Vector128<T>.Count);
            Vector128<T> value;
            if (panel != null)
            {
                b0.Store(panel);
                b1.Store(panel + Vector128<T>.Count);
                panel += 2 * Vector128<T>.Count;
            }

            value = Vector128.Create(a[0]);
            c00a = MultiplyAdd(value, b0, c00a);
            c00b = MultiplyAdd(value, b1, c00b);
            value = Vector128.Create(a[1]);
            c01a = MultiplyAdd(value, b0, c01a);
            c01b = MultiplyAdd(value, b1, c01b);
            value = Vector128.Create(a[2]);
            c02a = MultiplyAdd(value, b0, c02a);
            c02b = MultiplyAdd(value, b1, c02b);
            value = Vector128.Create(a[3]);
            c03a = MultiplyAdd(value, b0, c03a);
            c03b = MultiplyAdd(value, b1, c03b);
            value = Vector128.Create(a[4]);
            c04a = MultiplyAdd(value, b0, c04a);
            c04b = MultiplyAdd(value, b1, c04b);
            value = Vector128.Create(a[5]);
            c05a = MultiplyAdd(value, b0, c05a);
            c05b = MultiplyAdd(value, b1, c05b);
            value = Vector128.Create(a[6]);
            c06a = MultiplyAdd(value, b0, c06a);
            c06b = MultiplyAdd(value, b1, c06b);
            value = Vector128.Create(a[7]);
            c07a = MultiplyAdd(value, b0, c07a);
            c07b = MultiplyAdd(value, b1, c07b);
            a += Rows;
            b += bStride;
        }

        c00a.Store(c);
        c00b.Store(c + Vector128<T>.Count);
        c01a.Store(c + (1 * stride));
        c01b.Store(c + (1 * stride) + Vector128<T>.Count);
        c02a.Store(c + (2 * stride));
        c02b.Store(c + (2 * stride) + Vector128<T>.Count);
        c03a.Store(c + (3 * stride));
        c03b.Store(c + (3 * stride) + Vector128<T>.Count);
        c04a.Store(c + (4 * stride));
        c04b.Store(c + (4 * stride) + Vector128<T>.Count);
        c05a.Store(c + (5 * stride));
        c05b.Store(c + (5 * stride) + Vector128<T>.Count);
        c06a.Store(c + (6 * stride));
        c06b.Store(c + (6 * stride) + Vector128<T>.Count);
        c07a.Store(c + (7 * stride));
        c07b.Store(c + (7 * stride) + Vector128<T>.Count);
    }

    /// <summary>The same for a tile of one vector's width.</summary>
    /// <param name="depth">The length of the sums.</param>
    /// <param name="a">[depth × 8].</param>
    /// <param name="b">[depth × one vector], where it lies.</param>
    /// <param name="bStride">The distance between its rows.</param>
    /// <param name="panel">Where its rows are copied to, one behind the other; null for no copy.</param>
    /// <param name="c">The tile, 8 rows of one vector.</param>
    /// <param name="stride">The distance between the tile's rows.</param>
    /// <param name="start">What the sums start from, as many rows; null for zero.</param>
    /// <param name="startStride">The distance between its rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddNarrow<T>(int depth, T* a, T* b, nint bStride, T* panel, T* c, nint stride, T* start, nint startStride)
        where T : unmanaged
    {
        Vector128<T> c00 = default;
        Vector128<T> c01 = default;
        Vector128<T> c02 = default;
        Vector128<T> c03 = default;
        Vector128<T> c04 = default;
        Vector128<T> c05 = default;
        Vector128<T> c06 = default;
        Vector128<T> c07 = default;
        if (start != null)
        {
            c00 = Vector128.Load(start);
            c01 = Vector128.Load(start + (1 * startStride));
            c02 = Vector128.Load(start + (2 * startStride));
            c03 = Vector128.Load(start + (3 * startStride));
            c04 = Vector128.Load(start + (4 * startStride));
            c05 = Vector128.Load(start + (5 * startStride));
            c06 = Vector128.Load(start + (6 * startStride));
            c07 = Vector128.Load(start + (7 * startStride));
        }

        for (int p = 0; p < depth; p++)
        {
            var b0 = Vector128.Load(b);
            if (panel != null)
            {
                b0.Store(panel);
                panel += Vector128<T>.Count;
            }

            c00 = MultiplyAdd(Vector128.Create(a[0]), b0, c00);
            c01 = MultiplyAdd(Vector128.Create(a[1]), b0, c01);
            c02 = MultiplyAdd(Vector128.Create(a[2]), b0, c02);
            c03 = MultiplyAdd(Vector128.Create(a[3]), b0, c03);
            c04 = MultiplyAdd(Vector128.Create(a[4]), b0, c04);
            c05 = MultiplyAdd(Vector128.Create(a[5]), b0, c05);
            c06 = MultiplyAdd(Vector128.Create(a[6]), b0, c06);
            c07 = MultiplyAdd(Vector128.Create(a[7]), b0, c07);
            a += Rows;
            b += bStride;
        }

        c00.Store(c);
        c01.Store(c + (1 * stride));
        c02.Store(c + (2 * stride));
        c03.Store(c + (3 * stride));
        c04.Store(c + (4 * stride));
        c05.Store(c + (5 * stride));
        c06.Store(c + (6 * stride));
        c07.Store(c + (7 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> MultiplyAdd<T>(Vector128<T> x, Vector128<T> y, Vector128<T> sum)
        where T : unmanaged
    {
        if (AdvSimd.Arm64.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? AdvSimd.FusedMultiplyAdd(sum.AsSingle(), x.AsSingle(), y.AsSingle()).As<float, T>()
                : AdvSimd.Arm64.FusedMultiplyAdd(sum.AsDouble(), x.AsDouble(), y.AsDouble()).As<double, T>();
        }

        return typeof(T) == typeof(float)
            ? Fma.MultiplyAdd(x.AsSingle(), y.AsSingle(), sum.AsSingle()).As<float, T>()
            : Fma.MultiplyAdd(x.AsDouble(), y.AsDouble(), sum.AsDouble()).As<double, T>();
    }
}
