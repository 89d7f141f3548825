using BenchmarkDotNet.Attributes;

using PSBackprop.Data;
using PSBackprop.Training;

namespace PSBackprop.Benchmarks;

/// <summary>W2 and W3: ReLU classifiers with a softmax output, trained by Adam.</summary>
public class ClassifierBenchmark
{
    private Workload _workload = null!;
    private DataMatrix _input = null!;
    private DataMatrix _target = null!;

    [Params("W2", "W2 double", "W3a", "W3b", "W3c", "W3d")]
    public string Name { get; set; } = "W2";

    [GlobalSetup]
    public void SetUp()
    {
        _workload = Name switch
        {
            "W2" => new Workload(1500, [64, 100, 10], 200, 100, Precision.Single),
            "W2 double" => new Workload(1500, [64, 100, 10], 200, 100, Precision.Double),
            "W3a" => new Workload(60000, [784, 128, 10], 32, 1, Precision.Single),
            "W3b" => new Workload(60000, [784, 512, 512, 10], 128, 1, Precision.Single),
            "W3c" => new Workload(60000, [784, 512, 512, 10], 128, 1, Precision.Double),
            _ => new Workload(20000, [784, 2048, 2048, 10], 256, 1, Precision.Single),
        };
        _input = RandomData.Features(_workload.Samples, _workload.Sizes[0]);
        _target = RandomData.Classes(_workload.Samples, _workload.Sizes[^1]);
    }

    [Benchmark]
    public object Train()
    {
        var network = Network.Create(
            _workload.Sizes[0],
            [.. _workload.Sizes.Skip(1).Select(units => new LayerSpecification { Units = units })],
            new NetworkSettings { Activation = Activation.ReLU, OutputActivation = Activation.Softmax, Precision = _workload.Precision, Seed = 1 });
        var options = new TrainingOptions { Epoch = _workload.Epochs, BatchSize = _workload.BatchSize, Optimizer = OptimizerKind.Adam };
        return Trainer.Train(network, _input, _target, options, null, default);
    }

    private sealed record Workload(int Samples, int[] Sizes, int BatchSize, int Epochs, Precision Precision);
}
