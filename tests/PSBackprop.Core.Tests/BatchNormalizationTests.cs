using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Training;
using PSBackprop.Training.Solvers;

namespace PSBackprop.Core.Tests;

/// <summary>Batch normalization gets batches that have statistics, takes them precisely, and keeps those of steps that were taken.</summary>
public sealed class BatchNormalizationTests
{
    [Theory]
    [InlineData(33, 1, "-BatchSize 2")]
    [InlineData(1, null, "at least two rows")]
    public void A_batch_of_one_row_is_refused(int rows, int? batchSize, string remedy)
    {
        var network = NewNetwork(Precision.Double);
        double[] before = network.Parameters;
        var (input, target) = Line(rows);
        var fault = Assert.Throws<BackpropException>(() => Trainer.Train(network, input, target, new TrainingOptions { BatchSize = batchSize }, null, default));
        Assert.Equal("BatchOfOne", fault.Id);
        Assert.Contains(remedy, fault.Message, StringComparison.Ordinal);
        Assert.Same(before, network.Parameters);
    }

    [Fact]
    public void Batches_cover_all_samples_and_none_is_of_one_where_that_would_be_no_batch()
    {
        for (int samples = 2; samples < 70; samples++)
        {
            for (int size = 2; size <= samples; size++)
            {
                foreach (bool needsSeveral in new[] { false, true })
                {
                    var batches = new Batches(samples, size, needsSeveral);
                    (int First, int Rows)[] all = [.. Enumerable.Range(0, batches.Count).Select(i => batches[i])];
                    Assert.Equal(Enumerable.Range(0, samples), all.SelectMany(batch => Enumerable.Range(batch.First, batch.Rows)));
                    Assert.Equal(batches.Largest, all.Max(batch => batch.Rows));
                    Assert.All(all.SkipLast(1), batch => Assert.Equal(size, batch.Rows));
                    int rest = samples % size == 0 ? size : samples % size;
                    Assert.Equal(needsSeveral && rest == 1 ? size + 1 : rest, all[^1].Rows);
                }
            }
        }
    }

    // With a batch of one row at the end of each epoch the running variance is a third too low.
    [Theory]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(65)]
    public void One_row_more_than_whole_batches_learns_as_well(int rows)
    {
        var network = NewNetwork(Precision.Double);
        var (input, target) = Line(rows);
        Trainer.Train(network, input, target, new TrainingOptions { Epoch = 300, LearningRate = 0.02 }, null, default);
        double mean = target.ToArray<double>().Average();
        double residual = Predictor.Create(network, rows).Predict(input, default).Select((output, i) => Math.Pow(output[0] - target[i, 0], 2)).Sum();
        Assert.InRange(1 - (residual / target.ToArray<double>().Sum(value => Math.Pow(value - mean, 2))), 0.99, 1);
    }

    [Theory]
    [InlineData(Precision.Double, 1e-12)]
    [InlineData(Precision.Single, 1e-6)]
    public void Statistics_far_from_zero_keep_their_digits(Precision precision, double tolerance)
    {
        var random = new Random(4);
        double[] x = [.. Enumerable.Range(0, 20_000).Select(_ => (double)(float)(1000 + random.NextDouble()))];
        var network = NewNetwork(precision);
        Trainer.Train(
            network,
            DataMatrix.FromColumn("x", x),
            DataMatrix.FromColumn("y", new double[x.Length]),
            new TrainingOptions { Epoch = 1, FullBatch = true },
            null,
            default);
        var layer = (BatchNormalizationLayer)network.Layers[0];
        double mean = x.Average();
        double variance = x.Sum(value => (value - mean) * (value - mean)) / (x.Length - 1);
        Oracle.AssertClose(0.1 * mean, layer.Mean[0], tolerance, "mean");
        Oracle.AssertClose(0.9 + (0.1 * variance), layer.Variance[0], tolerance, "variance");
    }

    // The statistics of a first layer are those of the inputs wherever the weights are: a tenth of what is left to go each step.
    [Fact]
    public void Points_that_a_line_search_only_tries_move_no_statistics()
    {
        var (input, target) = Line(50);
        var network = NewNetwork(Precision.Double);
        double mean = input.ToArray<double>().Average();
        int tried = 0;
        var options = new TrainingOptions { Epoch = 6, Optimizer = OptimizerKind.LBfgs, GradientTolerance = 0, Loss = Loss.Huber };
        var summary = Trainer.Train(network, input, target, options, _ => ++tried > 0, default);
        Assert.Equal((StopReason.EpochLimit, 6), (summary.StopReason, tried));
        Assert.Equal(mean * (1 - Math.Pow(0.9, 6)), ((BatchNormalizationLayer)network.Layers[0]).Mean[0], 1e-12);
    }

    [Fact]
    public void Dropout_under_full_batch_methods_draws_by_seed_and_epoch()
    {
        var (input, target) = Line(50);
        double FirstLoss(int seed)
        {
            var network = Dropping();
            Trainer.Train(network, input, target, new TrainingOptions { Epoch = 1, Optimizer = OptimizerKind.LBfgs, Seed = seed }, null, default);
            return network.History[0].Loss;
        }

        Assert.Equal(4, new[] { 1, 2, 3, 99 }.Select(FirstLoss).Distinct().Count());
        Assert.Equal(FirstLoss(1), FirstLoss(1));

        var plan = TrainingPlan.Of(Dropping(), input, target, new TrainingOptions { Optimizer = OptimizerKind.LBfgs });
        var objective = new Objective<double>(plan, plan.CreateGradientPass(plan.CreatePass<double>(), plan.CreateScore()));
        double[] point = new double[objective.Count];
        objective.Read(point);
        double Loss(int epoch) => objective.Evaluate(point, new double[objective.Count], epoch, default);
        Assert.Equal(4, new[] { 1, 2, 3, 4 }.Select(Loss).Distinct().Count());
        Assert.Equal(Loss(2), Loss(2));

        // The loss of the second epoch is that of the point which the first has come to, with the second's own draw.
        var once = Dropping();
        Trainer.Train(once, input, target, new TrainingOptions { Epoch = 1, Optimizer = OptimizerKind.LBfgs }, null, default);
        var twice = Dropping();
        Trainer.Train(twice, input, target, new TrainingOptions { Epoch = 2, Optimizer = OptimizerKind.LBfgs }, null, default);
        point = [.. once.Parameters];
        Assert.Equal(Loss(2), twice.History[1].Loss);

        static Network Dropping() =>
            Network.Create(1, [new LayerSpecification { Units = 20, Dropout = 0.5 }, new LayerSpecification { Units = 1 }], new NetworkSettings { Seed = 2 });
    }

    private static Network NewNetwork(Precision precision) => Network.Create(
        1,
        [new LayerSpecification { Kind = LayerKind.BatchNormalization }, new LayerSpecification { Units = 8 }, new LayerSpecification { Units = 1 }],
        new NetworkSettings { Precision = precision, Seed = 1 });

    private static (DataMatrix Input, DataMatrix Target) Line(int rows)
    {
        double[] x = [.. Enumerable.Range(0, rows).Select(i => 5 + (3.0 * i / rows))];
        return (DataMatrix.FromColumn("x", x), DataMatrix.FromColumn("y", [.. x.Select(value => Math.Sin(value))]));
    }
}
