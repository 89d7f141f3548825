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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> MultiplyAdd(Vector256<T> x, Vector256<T> y, Vector256<T> sum) => typeof(T) == typeof(float)
        ? Fma.MultiplyAdd(x.AsSingle(), y.AsSingle(), sum.AsSingle()).As<float, T>()
        : Fma.MultiplyAdd(x.AsDouble(), y.AsDouble(), sum.AsDouble()).As<double, T>();
}
