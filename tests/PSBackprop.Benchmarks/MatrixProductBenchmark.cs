using BenchmarkDotNet.Attributes;

using PSBackprop.Numerics;

namespace PSBackprop.Benchmarks;

/// <summary>W5: square matrix products.</summary>
public class MatrixProductBenchmark
{
    private float[] _a = [];
    private float[] _b = [];
    private float[] _c = [];
    private double[] _aDouble = [];
    private double[] _bDouble = [];
    private double[] _cDouble = [];

    private ParallelTeam _team = ParallelTeam.Single;

    [Params(512, 1024)]
    public int Size { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _team = ParallelTeam.Of(Threads);
        var random = new Random(1);
        _a = [.. Enumerable.Range(0, Size * Size).Select(_ => random.NextSingle())];
        _b = [.. Enumerable.Range(0, Size * Size).Select(_ => random.NextSingle())];
        _c = new float[Size * Size];
        _aDouble = [.. _a.Select(value => (double)value)];
        _bDouble = [.. _b.Select(value => (double)value)];
        _cDouble = new double[Size * Size];
    }

    [Benchmark]
    public void Single() => MatrixProduct.Multiply<float>(_team, Size, Size, Size, _a, _b, _c, accumulate: false);

    [Benchmark]
    public void Double() => MatrixProduct.Multiply<double>(_team, Size, Size, Size, _aDouble, _bDouble, _cDouble, accumulate: false);
}
