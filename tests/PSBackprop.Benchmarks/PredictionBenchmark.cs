using BenchmarkDotNet.Attributes;

using PSBackprop.Data;
using PSBackprop.Propagation;

namespace PSBackprop.Benchmarks;

/// <summary>W4: 10,000 rows through a 784-512-512-10 network, at once and one at a time.</summary>
public class PredictionBenchmark
{
    private const int Rows = 10000;

    private readonly DataMatrix _input = RandomData.Features(Rows, 784);
    private readonly DataMatrix[] _rows = [.. Enumerable.Range(0, 100).Select(_ => RandomData.Features(1, 784))];
    private readonly Network _network = Network.Create(
        784,
        [new LayerSpecification { Units = 512 }, new LayerSpecification { Units = 512 }, new LayerSpecification { Units = 10 }],
        new NetworkSettings { Activation = Activation.ReLU, OutputActivation = Activation.Softmax, Precision = Precision.Single, Seed = 1 });

    private Predictor _single = null!;

    [GlobalSetup]
    public void SetUp() => _single = Predictor.Create(_network, 1);

    [Benchmark]
    public double Bulk() => Predictor.Create(_network, Rows).Predict(_input, default).Sum(output => output[0]);

    [Benchmark(OperationsPerInvoke = 100)]
    public double OneAtATime() => _rows.Sum(row => _single.Predict(row.Values)[0]);
}
