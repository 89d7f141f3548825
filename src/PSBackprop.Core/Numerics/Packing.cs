using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PSBackprop.Numerics;

/// <summary>
/// Copies a strip of a matrix into a panel, [depth × width], in the order in which a kernel reads it. Where the strip
/// is narrower than the panel, the rest is zero.
/// </summary>
internal static unsafe class Packing
{
    /// <summary>The strip's elements of one depth lie side by side; <paramref name="stride"/> apart lie those of the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Straight<T>(T* source, nint stride, int count, int depth, T* panel, int width)
        where T : unmanaged
    {
        if (count == width)
        {
            Whole(source, stride, depth, panel, width);
            return;
        }

        for (int p = 0; p < depth; p++)
        {
            var row = new Span<T>(panel, width);
            new ReadOnlySpan<T>(source, count).CopyTo(row);
            row[count..].Clear();
            source += stride;
            panel += width;
        }
    }

    /// <summary>The strip's elements of one depth lie <paramref name="stride"/> apart; side by side lie those of the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transposed<T>(T* source, nint stride, int count, int depth, T* panel, int width)
        where T : unmanaged
    {
        int done = 0;
        if (Sse2.IsSupported)
        {
            int group = typeof(T) == typeof(float) ? 4 : 2;
            for (; done <= count - group; done += group)
            {
                if (typeof(T) == typeof(float))
                {
                    FourRows((float*)(source + (done * stride)), stride, depth, (float*)(panel + done), width);
                }
                else
                {
                    TwoRows((double*)(source + (done * stride)), stride, depth, (double*)(panel + done), width);
                }
            }
        }

        for (; done < count; done++)
        {
            T* row = source + (done * stride);
            for (int p = 0; p < depth; p++)
            {
                panel[(p * width) + done] = row[p];
            }
        }

        for (int p = 0; p < depth && count < width; p++)
        {
            new Span<T>(panel + (p * width) + count, width - count).Clear();
        }
    }

    // Every kernel's panels are a whole number of 128-bit vectors wide.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Whole<T>(T* source, nint stride, int depth, T* panel, int width)
        where T : unmanaged
    {
        for (int p = 0; p < depth; p++)
        {
            for (int i = 0; i < width; i += Vector128<T>.Count)
            {
                Vector128.Load(source + i).Store(panel + i);
            }

            source += stride;
            panel += width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows(float* source, nint stride, int depth, float* panel, int width)
    {
        float* r1 = source + stride;
        float* r2 = r1 + stride;
        float* r3 = r2 + stride;
        int p = 0;
        for (; p <= depth - 4; p += 4)
        {
            var a = Vector128.Load(source + p);
            var b = Vector128.Load(r1 + p);
            var c = Vector128.Load(r2 + p);
            var d = Vector128.Load(r3 + p);
            var ab0 = Sse.UnpackLow(a, b);
            var ab2 = Sse.UnpackHigh(a, b);
            var cd0 = Sse.UnpackLow(c, d);
            var cd2 = Sse.UnpackHigh(c, d);
            float* target = panel + (p * width);
            Sse.MoveLowToHigh(ab0, cd0).Store(target);
            Sse.MoveHighToLow(cd0, ab0).Store(target + width);
            Sse.MoveLowToHigh(ab2, cd2).Store(target + (2 * width));
            Sse.MoveHighToLow(cd2, ab2).Store(target + (3 * width));
        }

        for (; p < depth; p++)
        {
            Vector128.Create(source[p], r1[p], r2[p], r3[p]).Store(panel + (p * width));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoRows(double* source, nint stride, int depth, double* panel, int width)
    {
        double* next = source + stride;
        int p = 0;
        for (; p <= depth - 2; p += 2)
        {
            var a = Vector128.Load(source + p);
            var b = Vector128.Load(next + p);
            Sse2.UnpackLow(a, b).Store(panel + (p * width));
            Sse2.UnpackHigh(a, b).Store(panel + ((p + 1) * width));
        }

        if (p < depth)
        {
            Vector128.Create(source[p], next[p]).Store(panel + (p * width));
        }
    }
}
