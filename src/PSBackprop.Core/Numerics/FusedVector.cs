using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PSBackprop.Numerics;

/// <summary>Sums of products along the columns of a row-major matrix, in vectors of 256 bits with fused multiply-adds.</summary>
internal static class FusedVector<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Elements in a vector; more than any matrix has columns where there is no such instruction.</summary>
    public static int Count => Fma.IsSupported ? Vector256<T>.Count : int.MaxValue / 4;

    /// <summary>One vector of C: the sum over p of a[p] times row p of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add1(int k, ref T a, int aStride, ref T b, int bStride, ref T c, bool accumulate)
    {
        Vector256<T> sum = accumulate ? Vector256.LoadUnsafe(ref c) : default;
        for (int p = 0; p < k; p++)
        {
            sum = MultiplyAdd(Vector256.Create(Unsafe.Add(ref a, p * aStride)), Vector256.LoadUnsafe(ref b), sum);
            b = ref Unsafe.Add(ref b, bStride);
        }

        sum.StoreUnsafe(ref c);
    }

    /// <summary>Four vectors of C at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add4(int k, ref T a, int aStride, ref T b, int bStride, ref T c, bool accumulate)
    {
        nuint width = (nuint)Vector256<T>.Count;
        Vector256<T> sum0 = accumulate ? Vector256.LoadUnsafe(ref c) : default;
        Vector256<T> sum1 = accumulate ? Vector256.LoadUnsafe(ref c, width) : default;
        Vector256<T> sum2 = accumulate ? Vector256.LoadUnsafe(ref c, 2 * width) : default;
        Vector256<T> sum3 = accumulate ? Vector256.LoadUnsafe(ref c, 3 * width) : default;
        for (int p = 0; p < k; p++)
        {
            var value = Vector256.Create(Unsafe.Add(ref a, p * aStride));
            sum0 = MultiplyAdd(value, Vector256.LoadUnsafe(ref b), sum0);
            sum1 = MultiplyAdd(value, Vector256.LoadUnsafe(ref b, width), sum1);
            sum2 = MultiplyAdd(value, Vector256.LoadUnsafe(ref b, 2 * width), sum2);
            sum3 = MultiplyAdd(value, Vector256.LoadUnsafe(ref b, 3 * width), sum3);
            b = ref Unsafe.Add(ref b, bStride);
        }

        sum0.StoreUnsafe(ref c);
        sum1.StoreUnsafe(ref c, width);
        sum2.StoreUnsafe(ref c, 2 * width);
        sum3.StoreUnsafe(ref c, 3 * width);
    }

    /// <summary>Adds a factor times a row of B to a row of C.</summary>
    /// <param name="columns">The length of the rows, a multiple of <see cref="Count"/>.</param>
    /// <param name="a">The factor.</param>
    /// <param name="b">The row of B.</param>
    /// <param name="c">The row of C.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow(int columns, T a, ref T b, ref T c)
    {
        var value = Vector256.Create(a);
        for (nuint j = 0; j < (nuint)columns; j += (nuint)Vector256<T>.Count)
        {
            MultiplyAdd(value, Vector256.LoadUnsafe(ref b, j), Vector256.LoadUnsafe(ref c, j)).StoreUnsafe(ref c, j);
        }
    }

    /// <summary>Adds four factors times four rows of B to a row of C, one row after another in each element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRows4(int columns, ref T a, int aStride, ref T b, int bStride, ref T c)
    {
        var value0 = Vector256.Create(a);
        var value1 = Vector256.Create(Unsafe.Add(ref a, aStride));
        var value2 = Vector256.Create(Unsafe.Add(ref a, 2 * aStride));
        var value3 = Vector256.Create(Unsafe.Add(ref a, 3 * aStride));
        ref T b1 = ref Unsafe.Add(ref b, bStride);
        ref T b2 = ref Unsafe.Add(ref b1, bStride);
        ref T b3 = ref Unsafe.Add(ref b2, bStride);
        for (nuint j = 0; j < (nuint)columns; j += (nuint)Vector256<T>.Count)
        {
            Vector256<T> sum = MultiplyAdd(value0, Vector256.LoadUnsafe(ref b, j), Vector256.LoadUnsafe(ref c, j));
            sum = MultiplyAdd(value1, Vector256.LoadUnsafe(ref b1, j), sum);
            sum = MultiplyAdd(value2, Vector256.LoadUnsafe(ref b2, j), sum);
            MultiplyAdd(value3, Vector256.LoadUnsafe(ref b3, j), sum).StoreUnsafe(ref c, j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> MultiplyAdd(Vector256<T> x, Vector256<T> y, Vector256<T> sum) => typeof(T) == typeof(float)
        ? Fma.MultiplyAdd(x.AsSingle(), y.AsSingle(), sum.AsSingle()).As<float, T>()
        : Fma.MultiplyAdd(x.AsDouble(), y.AsDouble(), sum.AsDouble()).As<double, T>();
}
