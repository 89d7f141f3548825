using PSBackprop.Data;
using PSBackprop.Training;

namespace PSBackprop.Benchmarks;

/// <summary>A classifier with ReLU layers and a softmax output, trained by Adam.</summary>
internal sealed record Workload(string Name, int Samples, int[] Sizes, int BatchSize, int Epochs, Precision Precision)
{
    public static Workload[] All { get; } =
    [
        new("W2", 1797, [64, 100, 10], 200, 100, Precision.Single),
        new("W2 double", 1797, [64, 100, 10], 200, 100, Precision.Double),
        new("W3a", 60000, [784, 128, 10], 32, 1, Precision.Single),
        new("W3b", 60000, [784, 512, 512, 10], 128, 1, Precision.Single),
        new("W3c", 60000, [784, 512, 512, 10], 128, 1, Precision.Double),
        new("W3d", 20000, [784, 2048, 2048, 10], 256, 1, Precision.Single),
    ];

    /// <summary>Floating-point operations of all products: forward, the gradient of the weights, and that of the inputs but for the first layer.</summary>
    public double Operations => 2.0 * Samples * Epochs * Enumerable.Range(1, Sizes.Length - 1).Sum(l => (l == 1 ? 2.0 : 3.0) * Sizes[l - 1] * Sizes[l]);

    public DataMatrix Input => RandomData.Features(Samples, Sizes[0]);

    public DataMatrix Target => RandomData.Classes(Samples, Sizes[^1]);

    public TrainingSummary Train(DataMatrix input, DataMatrix target, int? threads = null)
    {
        var network = Network.Create(
            Sizes[0],
            [.. Sizes.Skip(1).Select(units => new LayerSpecification { Units = units })],
            new NetworkSettings { Activation = Activation.ReLU, OutputActivation = Activation.Softmax, Precision = Precision, Seed = 1 });
        var options = new TrainingOptions { Epoch = Epochs, BatchSize = BatchSize, Optimizer = OptimizerKind.Adam, ThrottleLimit = threads };
        return Trainer.Train(network, input, target, options, null, default);
    }
}
