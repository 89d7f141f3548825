using BenchmarkDotNet.Attributes;

using PSBackprop.Data;
using PSBackprop.Training;

namespace PSBackprop.Benchmarks;

/// <summary>W1: the founding example, 1000 full-batch epochs of a 2-2-1 sigmoid network without biases.</summary>
public class XorBenchmark
{
    private readonly DataMatrix _input = DataMatrix.FromRows("x", [[0, 0], [0, 1], [1, 0], [1, 1]]);
    private readonly DataMatrix _target = DataMatrix.FromRows("y", [[0], [1], [1], [0]]);
    private readonly TrainingOptions _options = new()
    {
        Epoch = 1000,
        FullBatch = true,
        Optimizer = OptimizerKind.Sgd,
        LearningRate = 0.1,
        Loss = Loss.SumSquaredError,
    };

    [Benchmark]
    public object Train()
    {
        var network = Network.Create(
            2,
            [new LayerSpecification { Units = 2 }, new LayerSpecification { Units = 1 }],
            new NetworkSettings
            {
                Activation = Activation.Sigmoid,
                OutputActivation = Activation.Sigmoid,
                NoBias = true,
                Initializer = Initializer.Uniform,
                Seed = 1,
            });
        return Trainer.Train(network, _input, _target, _options, null, default);
    }
}
