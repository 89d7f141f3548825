using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PSBackprop.Numerics.Kernels;

/// <summary>Twelve rows by two vectors of 512 bits: 24 of the 32 registers of AVX-512 hold sums. Written by New-Kernel.ps1.</summary>
internal static unsafe class Kernel512
{
    public const int Rows = 12;

    /// <summary>Puts the product of a packed panel of A and a strip of B into a tile of C, and packs the strip where asked for.</summary>
    /// <param name="depth">The length of the sums.</param>
    /// <param name="a">[depth × 12].</param>
    /// <param name="b">[depth × two vectors], where it lies.</param>
    /// <param name="bStride">The distance between its rows.</param>
    /// <param name="panel">Where its rows are copied to, one behind the other; null for no copy.</param>
    /// <param name="c">The tile, 12 rows of two vectors.</param>
    /// <param name="stride">The distance between the tile's rows.</param>
    /// <param name="start">What the sums start from, as many rows; null for zero.</param>
    /// <param name="startStride">The distance between its rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(int depth, T* a, T* b, nint bStride, T* panel, T* c, nint stride, T* start, nint startStride)
        where T : unmanaged
    {
        Vector512<T> c00a = default;
        Vector512<T> c00b = default;
        Vector512<T> c01a = default;
        Vector512<T> c01b = default;
        Vector512<T> c02a = default;
        Vector512<T> c02b = default;
        Vector512<T> c03a = default;
        Vector512<T> c03b = default;
        Vector512<T> c04a = default;
        Vector512<T> c04b = default;
        Vector512<T> c05a = default;
        Vector512<T> c05b = default;
        Vector512<T> c06a = default;
        Vector512<T> c06b = default;
        Vector512<T> c07a = default;
        Vector512<T> c07b = default;
        Vector512<T> c08a = default;
        Vector512<T> c08b = default;
        Vector512<T> c09a = default;
        Vector512<T> c09b = default;
        Vector512<T> c10a = default;
        Vector512<T> c10b = default;
        Vector512<T> c11a = default;
        Vector512<T> c11b = default;
        if (start != null)
        {
            c00a = Vector512.Load(start);
            c00b = Vector512.Load(start + Vector512<T>.Count);
            c01a = Vector512.Load(start + (1 * startStride));
            c01b = Vector512.Load(start + (1 * startStride) + Vector512<T>.Count);
            c02a = Vector512.Load(start + (2 * startStride));
            c02b = Vector512.Load(start + (2 * startStride) + Vector512<T>.Count);
            c03a = Vector512.Load(start + (3 * startStride));
            c03b = Vector512.Load(start + (3 * startStride) + Vector512<T>.Count);
            c04a = Vector512.Load(start + (4 * startStride));
            c04b = Vector512.Load(start + (4 * startStride) + Vector512<T>.Count);
            c05a = Vector512.Load(start + (5 * startStride));
            c05b = Vector512.Load(start + (5 * startStride) + Vector512<T>.Count);
            c06a = Vector512.Load(start + (6 * startStride));
            c06b = Vector512.Load(start + (6 * startStride) + Vector512<T>.Count);
            c07a = Vector512.Load(start + (7 * startStride));
            c07b = Vector512.Load(start + (7 * startStride) + Vector512<T>.Count);
            c08a = Vector512.Load(start + (8 * startStride));
            c08b = Vector512.Load(start + (8 * startStride) + Vector512<T>.Count);
            c09a = Vector512.Load(start + (9 * startStride));
            c09b = Vector512.Load(start + (9 * startStride) + Vector512<T>.Count);
            c10a = Vector512.Load(start + (10 * startStride));
            c10b = Vector512.Load(start + (10 * startStride) + Vector512<T>.Count);
            c11a = Vector512.Load(start + (11 * startStride));
            c11b = Vector512.Load(start + (11 * startStride) + Vector512<T>.Count);
        }

        for (int p = 0; p < depth; p++)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            Vector512<T> value;
            if (panel != null)
            {
                b0.Store(panel);
                b1.Store(panel + Vector512<T>.Count);
                panel += 2 * Vector512<T>.Count;
            }

            value = Vector512.Create(a[0]);
            c00a = MultiplyAdd(value, b0, c00a);
            c00b = MultiplyAdd(value, b1, c00b);
            value = Vector512.Create(a[1]);
            c01a = MultiplyAdd(value, b0, c01a);
            c01b = MultiplyAdd(value, b1, c01b);
            value = Vector512.Create(a[2]);
            c02a = MultiplyAdd(value, b0, c02a);
            c02b = MultiplyAdd(value, b1, c02b);
            value = Vector512.Create(a[3]);
            c03a = MultiplyAdd(value, b0, c03a);
            c03b = MultiplyAdd(value, b1, c03b);
            value = Vector512.Create(a[4]);
            c04a = MultiplyAdd(value, b0, c04a);
            c04b = MultiplyAdd(value, b1, c04b);
            value = Vector512.Create(a[5]);
            c05a = MultiplyAdd(value, b0, c05a);
            c05b = MultiplyAdd(value, b1, c05b);
            value = Vector512.Create(a[6]);
            c06a = MultiplyAdd(value, b0, c06a);
            c06b = MultiplyAdd(value, b1, c06b);
            value = Vector512.Create(a[7]);
            c07a = MultiplyAdd(value, b0, c07a);
            c07b = MultiplyAdd(value, b1, c07b);
            value = Vector512.Create(a[8]);
            c08a = MultiplyAdd(value, b0, c08a);
            c08b = MultiplyAdd(value, b1, c08b);
            value = Vector512.Create(a[9]);
            c09a = MultiplyAdd(value, b0, c09a);
            c09b = MultiplyAdd(value, b1, c09b);
            value = Vector512.Create(a[10]);
            c10a = MultiplyAdd(value, b0, c10a);
            c10b = MultiplyAdd(value, b1, c10b);
            value = Vector512.Create(a[11]);
            c11a = MultiplyAdd(value, b0, c11a);
            c11b = MultiplyAdd(value, b1, c11b);
            a += Rows;
            b += bStride;
        }

        c00a.Store(c);
        c00b.Store(c + Vector512<T>.Count);
        c01a.Store(c + (1 * stride));
        c01b.Store(c + (1 * stride) + Vector512<T>.Count);
        c02a.Store(c + (2 * stride));
        c02b.Store(c + (2 * stride) + Vector512<T>.Count);
        c03a.Store(c + (3 * stride));
        c03b.Store(c + (3 * stride) + Vector512<T>.Count);
        c04a.Store(c + (4 * stride));
        c04b.Store(c + (4 * stride) + Vector512<T>.Count);
        c05a.Store(c + (5 * stride));
        c05b.Store(c + (5 * stride) + Vector512<T>.Count);
        c06a.Store(c + (6 * stride));
        c06b.Store(c + (6 * stride) + Vector512<T>.Count);
        c07a.Store(c + (7 * stride));
        c07b.Store(c + (7 * stride) + Vector512<T>.Count);
        c08a.Store(c + (8 * stride));
        c08b.Store(c + (8 * stride) + Vector512<T>.Count);
        c09a.Store(c + (9 * stride));
        c09b.Store(c + (9 * stride) + Vector512<T>.Count);
        c10a.Store(c + (10 * stride));
        c10b.Store(c + (10 * stride) + Vector512<T>.Count);
        c11a.Store(c + (11 * stride));
        c11b.Store(c + (11 * stride) + Vector512<T>.Count);
    }

    /// <summary>The same for a tile of one vector's width.</summary>
    /// <param name="depth">The length of the sums.</param>
    /// <param name="a">[depth × 12].</param>
    /// <param name="b">[depth × one vector], where it lies.</param>
    /// <param name="bStride">The distance between its rows.</param>
    /// <param name="panel">Where its rows are copied to, one behind the other; null for no copy.</param>
    /// <param name="c">The tile, 12 rows of one vector.</param>
    /// <param name="stride">The distance between the tile's rows.</param>
    /// <param name="start">What the sums start from, as many rows; null for zero.</param>
    /// <param name="startStride">The distance between its rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddNarrow<T>(int depth, T* a, T* b, nint bStride, T* panel, T* c, nint stride, T* start, nint startStride)
        where T : unmanaged
    {
        Vector512<T> c00 = default;
        Vector512<T> c01 = default;
        Vector512<T> c02 = default;
        Vector512<T> c03 = default;
        Vector512<T> c04 = default;
        Vector512<T> c05 = default;
        Vector512<T> c06 = default;
        Vector512<T> c07 = default;
        Vector512<T> c08 = default;
        Vector512<T> c09 = default;
        Vector512<T> c10 = default;
        Vector512<T> c11 = default;
        if (start != null)
        {
            c00 = Vector512.Load(start);
            c01 = Vector512.Load(start + (1 * startStride));
            c02 = Vector512.Load(start + (2 * startStride));
            c03 = Vector512.Load(start + (3 * startStride));
            c04 = Vector512.Load(start + (4 * startStride));
            c05 = Vector512.Load(start + (5 * startStride));
            c06 = Vector512.Load(start + (6 * startStride));
            c07 = Vector512.Load(start + (7 * startStride));
            c08 = Vector512.Load(start + (8 * startStride));
            c09 = Vector512.Load(start + (9 * startStride));
            c10 = Vector512.Load(start + (10 * startStride));
            c11 = Vector512.Load(start + (11 * startStride));
        }

        for (int p = 0; p < depth; p++)
        {
            var b0 = Vector512.Load(b);
            if (panel != null)
            {
                b0.Store(panel);
                panel += Vector512<T>.Count;
            }

            c00 = MultiplyAdd(Vector512.Create(a[0]), b0, c00);
            c01 = MultiplyAdd(Vector512.Create(a[1]), b0, c01);
            c02 = MultiplyAdd(Vector512.Create(a[2]), b0, c02);
            c03 = MultiplyAdd(Vector512.Create(a[3]), b0, c03);
            c04 = MultiplyAdd(Vector512.Create(a[4]), b0, c04);
            c05 = MultiplyAdd(Vector512.Create(a[5]), b0, c05);
            c06 = MultiplyAdd(Vector512.Create(a[6]), b0, c06);
            c07 = MultiplyAdd(Vector512.Create(a[7]), b0, c07);
            c08 = MultiplyAdd(Vector512.Create(a[8]), b0, c08);
            c09 = MultiplyAdd(Vector512.Create(a[9]), b0, c09);
            c10 = MultiplyAdd(Vector512.Create(a[10]), b0, c10);
            c11 = MultiplyAdd(Vector512.Create(a[11]), b0, c11);
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
        c08.Store(c + (8 * stride));
        c09.Store(c + (9 * stride));
        c10.Store(c + (10 * stride));
        c11.Store(c + (11 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> MultiplyAdd<T>(Vector512<T> x, Vector512<T> y, Vector512<T> sum)
        where T : unmanaged
    {
        return typeof(T) == typeof(float)
            ? Avx512F.FusedMultiplyAdd(x.AsSingle(), y.AsSingle(), sum.AsSingle()).As<float, T>()
            : Avx512F.FusedMultiplyAdd(x.AsDouble(), y.AsDouble(), sum.AsDouble()).As<double, T>();
    }
}
