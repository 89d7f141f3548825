using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PSBackprop.Benchmarks;

/// <summary>What the processor can do at most: independent fused multiply-adds in registers alone.</summary>
internal static class Peak
{
    private const int Rounds = 20_000_000;

    /// <summary>GFLOP/s in single precision with so many threads.</summary>
    public static double Measure(int threads)
    {
        double best = 0;
        for (int repetition = 0; repetition < 3; repetition++)
        {
            var watch = Stopwatch.StartNew();
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, static _ => Spin());
            int lanes = Avx512F.IsSupported ? 16 : 8;
            best = Math.Max(best, 2.0 * lanes * 16 * Rounds * threads / watch.Elapsed.TotalSeconds / 1e9);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Spin() => Avx512F.IsSupported ? Spin512() : Spin256();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Spin512()
    {
        var x = Vector512.Create(0.999f);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x, m = x, n = x, o = x, p = x;
        for (int round = 0; round < Rounds; round++)
        {
            a = Avx512F.FusedMultiplyAdd(a, x, x);
            b = Avx512F.FusedMultiplyAdd(b, x, x);
            c = Avx512F.FusedMultiplyAdd(c, x, x);
            d = Avx512F.FusedMultiplyAdd(d, x, x);
            e = Avx512F.FusedMultiplyAdd(e, x, x);
            f = Avx512F.FusedMultiplyAdd(f, x, x);
            g = Avx512F.FusedMultiplyAdd(g, x, x);
            h = Avx512F.FusedMultiplyAdd(h, x, x);
            i = Avx512F.FusedMultiplyAdd(i, x, x);
            j = Avx512F.FusedMultiplyAdd(j, x, x);
            k = Avx512F.FusedMultiplyAdd(k, x, x);
            l = Avx512F.FusedMultiplyAdd(l, x, x);
            m = Avx512F.FusedMultiplyAdd(m, x, x);
            n = Avx512F.FusedMultiplyAdd(n, x, x);
            o = Avx512F.FusedMultiplyAdd(o, x, x);
            p = Avx512F.FusedMultiplyAdd(p, x, x);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Spin256()
    {
        var x = Vector256.Create(0.999f);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x;
        for (int round = 0; round < 2 * Rounds; round++)
        {
            a = Fma.MultiplyAdd(a, x, x);
            b = Fma.MultiplyAdd(b, x, x);
            c = Fma.MultiplyAdd(c, x, x);
            d = Fma.MultiplyAdd(d, x, x);
            e = Fma.MultiplyAdd(e, x, x);
            f = Fma.MultiplyAdd(f, x, x);
            g = Fma.MultiplyAdd(g, x, x);
            h = Fma.MultiplyAdd(h, x, x);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h);
    }
}
