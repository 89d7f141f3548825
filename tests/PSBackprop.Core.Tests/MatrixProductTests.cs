using System.Numerics;

using CsCheck;

using MathNet.Numerics.LinearAlgebra;

using PSBackprop.Numerics;
using PSBackprop.Numerics.Kernels;

namespace PSBackprop.Core.Tests;

/// <summary>The matrix product against MathNet's, and its promise that an element's bits depend on nothing around it.</summary>
public sealed class MatrixProductTests
{
    // Sizes around the edges of vectors and blocks, and odd ones.
    private static readonly Gen<int> s_size = Gen.Frequency((3, Gen.Int[1, 40]), (1, Gen.Int[60, 300]));
    private static readonly Gen<(int M, int N, int K, int Seed)> s_product = Gen.Select(s_size, s_size, s_size, Gen.Int);

    private static readonly ParallelTeam s_team = ParallelTeam.Of(2);

    [Fact]
    public void All_three_forms_agree_with_MathNet() => s_product.Sample(
        size =>
        {
            var (m, n, k, seed) = size;
            var a = Matrix<double>.Build.Random(m, k, seed);
            var b = Matrix<double>.Build.Random(k, n, seed + 1);
            double[] expected = RowMajor(a * b);
            double tolerance = 1e-13 * Math.Sqrt(k);
            double[] c = new double[m * n];
            MatrixProduct.Multiply<double>(s_team, m, n, k, RowMajor(a), RowMajor(b), c, accumulate: false);
            Oracle.AssertClose(expected, c, tolerance);
            MatrixProduct.MultiplyTransposedLeft<double>(s_team, m, n, k, RowMajor(a.Transpose()), RowMajor(b), c, accumulate: false);
            Oracle.AssertClose(expected, c, tolerance);
            MatrixProduct.MultiplyTransposedRight<double>(s_team, m, n, k, RowMajor(a), RowMajor(b.Transpose()), c, accumulate: false);
            Oracle.AssertClose(expected, c, tolerance);
            MatrixProduct.Multiply<double>(s_team, m, n, k, RowMajor(a), RowMajor(b), c, accumulate: true);
            Oracle.AssertClose([.. expected.Select(value => 2 * value)], c, 2 * tolerance);
        },
        iter: 60);

    [Fact]
    public void Every_element_is_one_chain_of_fused_multiply_adds_in_double() => s_product.Sample(size => RequireChain<double>(size), iter: 60);

    [Fact]
    public void Every_element_is_one_chain_of_fused_multiply_adds_in_single() => s_product.Sample(size => RequireChain<float>(size), iter: 60);

    /// <summary>The kernels that this processor can run; the others are no cases here.</summary>
    public static TheoryData<int> Kernels =>
        [.. Enum.GetValues<KernelWidth>().Where(width => width != KernelWidth.None && width <= TileKernel.Widest).Select(width => (int)width)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_gives_the_bits_of_the_plain_reference(int bits)
    {
        s_product.Sample(size => RequireKernel<float>((KernelWidth)bits, size), iter: 30);
        s_product.Sample(size => RequireKernel<double>((KernelWidth)bits, size), iter: 30);
    }

    // Around the places where rows, columns and the summed index are cut: tiles, blocks, and the parts of two threads.
    [Theory]
    [MemberData(nameof(Kernels))]
    public void Blocks_give_the_bits_of_the_plain_reference_wherever_they_are_cut(int bits)
    {
        Gen<int> across = Gen.OneOf(Gen.Int[1, 3], Gen.Int[378, 402], Gen.Int[762, 786]);
        Gen<int> along = Gen.OneOf(Gen.Int[1, 3], Gen.Int[268, 276], Gen.Int[540, 548]);
        Gen.Select(across, Gen.Int[1, 70], along, Gen.Int).Sample(size => RequireKernel<float>((KernelWidth)bits, size), iter: 12);
        Gen.Select(Gen.Int[1, 30], across, along, Gen.Int).Sample(size => RequireKernel<double>((KernelWidth)bits, size), iter: 12);
    }

    [Fact]
    public void Sums_that_start_from_a_row_have_the_bits_of_sums_added_to_it() => s_product.Sample(
        size =>
        {
            var (m, n, k, seed) = size;
            var random = new Random(seed);
            float[] a = Draw<float>(random, m * k);
            float[] b = Draw<float>(random, k * n);
            float[] row = Draw<float>(random, n);
            float[] expected = [.. Enumerable.Range(0, m).SelectMany(_ => row)];
            ReferenceProduct.Multiply(m, n, k, a, k, 1, b, n, 1, expected, accumulate: true);
            float[] actual = Draw<float>(random, m * n);
            MatrixProduct.Multiply<float>(s_team, m, n, k, a, b, row, actual);
            Assert.Equal(expected, actual);
        },
        iter: 60);

    [Fact]
    public void Spans_that_are_too_short_are_refused() =>
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply<double>(s_team, 2, 2, 2, new double[4], new double[3], new double[4], accumulate: false));

    private static void RequireKernel<T>(KernelWidth width, (int M, int N, int K, int Seed) size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (m, n, k, seed) = size;
        var random = new Random(seed);
        T[] a = Draw<T>(random, m * k);
        T[] b = Draw<T>(random, k * n);
        T[] start = Draw<T>(random, m * n);
        foreach (var (aTransposed, bTransposed, accumulate) in new[] { (false, false, false), (true, false, true), (false, true, false), (true, true, true) })
        {
            T[] expected = [.. start];
            ReferenceProduct.Multiply(m, n, k, a, aTransposed ? 1 : k, aTransposed ? m : 1, b, bTransposed ? 1 : n, bTransposed ? k : 1, expected, accumulate);
            T[] actual = [.. start];
            BlockedProduct<T>.Multiply(s_team, width, m, n, k, a, aTransposed, b, bTransposed, actual, accumulate ? actual : default);
            Assert.Equal(expected, actual);
        }
    }

    // The promise that makes a row alone equal to the same row in bulk, on any number of threads.
    private static void RequireChain<T>((int M, int N, int K, int Seed) size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (m, n, k, seed) = size;
        var random = new Random(seed);
        T[] a = Draw<T>(random, m * k);
        T[] b = Draw<T>(random, k * n);
        T[] start = Draw<T>(random, m * n);
        foreach (bool accumulate in new[] { false, true })
        {
            T[] expected = new T[m * n];
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    T sum = accumulate ? start[(i * n) + j] : T.Zero;
                    for (int p = 0; p < k; p++)
                    {
                        sum = T.FusedMultiplyAdd(a[(i * k) + p], b[(p * n) + j], sum);
                    }

                    expected[(i * n) + j] = sum;
                }
            }

            T[] c = [.. start];
            MatrixProduct.Multiply<T>(s_team, m, n, k, a, b, c, accumulate);
            Assert.Equal(expected, c);
            start.CopyTo(c, 0);
            MatrixProduct.MultiplyTransposedLeft<T>(s_team, m, n, k, Transposed(a, m, k), b, c, accumulate);
            Assert.Equal(expected, c);
            start.CopyTo(c, 0);
            MatrixProduct.MultiplyTransposedRight<T>(s_team, m, n, k, a, Transposed(b, k, n), c, accumulate);
            Assert.Equal(expected, c);
        }
    }

    private static double[] RowMajor(Matrix<double> matrix) => [.. matrix.EnumerateRows().SelectMany(row => row)];

    private static T[] Draw<T>(Random random, int count)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating((random.NextDouble() * 2) - 1))];

    private static T[] Transposed<T>(T[] values, int rows, int columns) =>
        [.. Enumerable.Range(0, values.Length).Select(i => values[(i % rows * columns) + (i / rows)])];
}
