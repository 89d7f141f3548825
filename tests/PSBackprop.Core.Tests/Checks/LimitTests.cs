using System.Diagnostics;

using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Storage;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests.Checks;

/// <summary>Keeps tests that measure the process from running beside others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}

/// <summary>Networks and data of unusual sizes, and what they may cost.</summary>
[Collection(Alone.Name)]
public sealed class LimitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psbackprop").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, 100_000, 1)]
    [InlineData(100_000, 3, 1)]
    [InlineData(3, 2, 20_000)]
    public void A_very_wide_network_learns_and_survives_a_round_trip(int inputs, int units, int outputs)
    {
        var network = Network.Create(
            inputs,
            [new LayerSpecification { Units = units }, new LayerSpecification { Units = outputs }],
            new NetworkSettings { Seed = 1 });
        RequireLearningAndRoundTrip(network);
    }

    [Fact]
    public void A_very_deep_network_learns_and_survives_a_round_trip()
    {
        LayerSpecification[] layers = [.. Enumerable.Repeat(new LayerSpecification { Units = 4 }, 500), new LayerSpecification { Units = 1 }];
        var network = Network.Create(2, layers, new NetworkSettings { Activation = Activation.Selu, Seed = 1 });
        RequireLearningAndRoundTrip(network);
    }

    [Fact]
    public void One_sample_one_feature_and_a_batch_larger_than_the_data_are_enough()
    {
        var network = Network.Create(1, [new LayerSpecification { Units = 1 }], new NetworkSettings { Seed = 1 });
        var options = new TrainingOptions { Epoch = 2000, BatchSize = 1000, LearningRate = 0.01 };
        Assert.InRange(Trainer.Train(network, DataMatrix.FromRows("x", [[2]]), DataMatrix.FromRows("y", [[3]]), options, null, default).Loss!.Value, 0, 1e-6);
        Assert.InRange(Predictor.Create(network, 1).Predict([2.0])[0], 2.99, 3.01);
    }

    // Adam keeps two moments; beside them there are the gradient, the parameters in use, the last finite ones, and the
    // doubles that go back into the network.
    [Theory]
    [InlineData(Precision.Double, 8, 6.5)]
    [InlineData(Precision.Single, 4, 7.5)]
    public void Ten_million_parameters_cost_a_known_multiple_of_themselves(Precision precision, int size, double multiple)
    {
        var network = Network.Create(
            10,
            [new LayerSpecification { Units = 3155 }, new LayerSpecification { Units = 3155 }, new LayerSpecification { Units = 3 }],
            new NetworkSettings { Activation = Activation.ReLU, Precision = precision, Seed = 1 });
        Assert.InRange(network.ParameterCount, 9_900_000, 10_100_000);
        var (input, target) = Data(network, 64);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Trainer.Train(network, input, target, new TrainingOptions { Epoch = 1, BatchSize = 64, LearningRate = 1e-5 }, null, default);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, (long)(multiple * size * network.ParameterCount));
        before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Equal(64, Predictor.Create(network, 64).Predict(input, default).Count());
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, (long)(2.5 * size * network.ParameterCount));
    }

    [Fact]
    public void A_million_rows_cost_little_more_than_their_numbers()
    {
        var network = Network.Create(
            16,
            [new LayerSpecification { Units = 32 }, new LayerSpecification { Units = 3 }],
            new NetworkSettings { Precision = Precision.Single, Seed = 1 });
        var (input, target) = Data(network, 1_000_000);
        long numbers = 19L * 1_000_000 * sizeof(double);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        var summary = Trainer.Train(network, input, target, new TrainingOptions { Epoch = 2, BatchSize = 128, ValidationSplit = 0.1 }, null, default);
        Assert.Equal(900_000, summary.Samples);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, (long)(2.5 * numbers));
    }

    [Fact]
    public void A_hundred_thousand_epochs_keep_a_record_each()
    {
        var network = Network.Create(
            2,
            [new LayerSpecification { Units = 4 }, new LayerSpecification { Units = 1 }],
            new NetworkSettings { OutputActivation = Activation.Sigmoid, Seed = 1 });
        var input = DataMatrix.FromRows("x", [[0, 0], [0, 1], [1, 0], [1, 1]]);
        var target = DataMatrix.FromColumn("y", [0, 1, 1, 0]);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Trainer.Train(network, input, target, new TrainingOptions { Epoch = 100_000 }, null, default);
        Assert.Equal(100_000, network.History.Count);
        Assert.Equal(100_000, network.History[^1].Epoch);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, 0, 40_000_000);
        GC.KeepAlive(network);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Training_predicting_saving_and_loading_over_and_over_leaves_nothing_behind()
    {
        var (input, target) = Data(NewNetwork(), 200);
        string path = Path.Combine(_folder, "soak.json");
        void Round()
        {
            var network = NewNetwork();
            Trainer.Train(
                network,
                input,
                target,
                new TrainingOptions
                {
                    Epoch = 2,
                    ValidationSplit = 0.2,
                    Patience = 1,
                    Checkpoint = new CheckpointFile(Path.Combine(_folder, "soak.checkpoint"), 1, null, false),
                },
                null,
                default);
            NetworkFile.Save(network, path, overwrite: true, force: false, withHistory: true);
            Assert.Equal(200, Predictor.Create(NetworkFile.Load(path), 200).Predict(input, default).Count());
        }

        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(10))
        {
            Round();
        }

        (long memory, int handles, int threads) = Usage();
        while (watch.Elapsed < TimeSpan.FromSeconds(60))
        {
            Round();
        }

        (long memoryAfter, int handlesAfter, int threadsAfter) = Usage();
        Assert.InRange(memoryAfter - memory, long.MinValue, 1_000_000);
        Assert.InRange(handlesAfter - handles, int.MinValue, 5);
        Assert.InRange(threadsAfter - threads, int.MinValue, 5);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    private static Network NewNetwork() =>
        Network.Create(8, [new LayerSpecification { Units = 64 }, new LayerSpecification { Units = 3 }], new NetworkSettings { Seed = 1 });

    private static (long Memory, int Handles, int Threads) Usage()
    {
        using Process process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), process.HandleCount, process.Threads.Count);
    }

    private static (DataMatrix Input, DataMatrix Target) Data(Network network, int rows)
    {
        var random = new Random(1);
        DataMatrix Draw(string name, int columns) => new(name, [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextDouble())], rows, columns);
        return (Draw("x", network.InputSize), Draw("y", network.OutputSize));
    }

    private void RequireLearningAndRoundTrip(Network network)
    {
        var (input, target) = Data(network, 5);
        Trainer.Train(network, input, target, new TrainingOptions { Epoch = 3, LearningRate = 1e-6 }, null, default);
        Assert.True(network.History[^1].Loss < network.History[0].Loss);
        string path = Path.Combine(_folder, "network.json.gz");
        NetworkFile.Save(network, path, overwrite: true, force: false);
        Assert.True(network.Parameters.SequenceEqual(NetworkFile.Load(path).Parameters));
    }
}
