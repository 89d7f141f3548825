using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>What a training promises about its end, its repetition and its memory.</summary>
public sealed class TrainerTests
{
    private static readonly DataMatrix s_input = Sine(512, column: 0);
    private static readonly DataMatrix s_target = Sine(512, column: 1);

    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Single)]
    public void The_same_seed_gives_the_same_bits(Precision precision)
    {
        var first = NewNetwork(precision, 3);
        var second = NewNetwork(precision, 3);
        var other = NewNetwork(precision, 4);
        foreach (Network network in new[] { first, second, other })
        {
            Trainer.Train(network, s_input, s_target, new TrainingOptions { Epoch = 5 }, null, default);
        }

        Assert.Equal(first.Parameters, second.Parameters);
        Assert.Equal(first.History.Select(record => record.Loss), second.History.Select(record => record.Loss));
        Assert.NotEqual(first.Parameters, other.Parameters);
    }

    [Fact]
    public void Two_trainings_in_a_row_shuffle_like_one()
    {
        // Plain gradient descent has no state of its own, so nothing but the order of samples could differ.
        var once = NewNetwork(Precision.Double, 3);
        var twice = once.Clone();
        TrainingOptions Options(int epochs) => new() { Epoch = epochs, Optimizer = OptimizerKind.Sgd, LearningRate = 0.05 };
        Trainer.Train(once, s_input, s_target, Options(6), null, default);
        Trainer.Train(twice, s_input, s_target, Options(2), null, default);
        Trainer.Train(twice, s_input, s_target, Options(4), null, default);
        Assert.Equal(once.Parameters, twice.Parameters);
        Assert.Equal(6, twice.EpochsTrained);
        Assert.Equal(Enumerable.Range(1, 6), twice.History.Select(record => record.Epoch));
    }

    [Fact]
    public void A_batch_larger_than_a_block_equals_the_sum_over_all_its_rows()
    {
        var input = Sine(3000, column: 0);
        var target = Sine(3000, column: 1);
        var network = NewNetwork(Precision.Double, 1);
        double[] before = [.. network.Parameters];
        double[] gradient = Propagated.Of(network, input, target, LossFamily.Create(Loss.MeanSquaredError)).Gradient;
        Trainer.Train(
            network,
            input,
            target,
            new TrainingOptions { Epoch = 1, FullBatch = true, Optimizer = OptimizerKind.Sgd, LearningRate = 0.5 },
            null,
            default);
        Oracle.AssertClose([.. before.Zip(gradient, (w, g) => w - (0.5 * g))], network.Parameters, 1e-14);
    }

    [Fact]
    public void A_cancelled_training_keeps_the_weights_of_the_last_finished_step()
    {
        var stopped = NewNetwork(Precision.Double, 3);
        var whole = NewNetwork(Precision.Double, 3);
        using var cancellation = new CancellationTokenSource();
        var summary = Trainer.Train(
            stopped,
            s_input,
            s_target,
            new TrainingOptions { Epoch = 100 },
            record =>
            {
                if (record.Epoch == 3)
                {
                    cancellation.Cancel();
                }

                return true;
            },
            cancellation.Token);
        Trainer.Train(whole, s_input, s_target, new TrainingOptions { Epoch = 3 }, null, default);
        Assert.Equal(StopReason.Cancelled, summary.StopReason);
        Assert.Equal(3, summary.Epochs);
        Assert.Equal(whole.Parameters, stopped.Parameters);
    }

    [Fact]
    public void A_diverging_training_puts_the_last_finite_weights_back()
    {
        var network = NewNetwork(Precision.Double, 3, Activation.Linear);
        var summary = Trainer.Train(
            network,
            s_input,
            s_target,
            new TrainingOptions { Epoch = 1000, Optimizer = OptimizerKind.Sgd, LearningRate = 1e3 },
            null,
            default);
        Assert.Equal(StopReason.Diverged, summary.StopReason);
        Assert.All(network.Parameters, value => Assert.True(double.IsFinite(value)));
        Assert.Equal(summary.Epochs, network.History.Count);
    }

    // Squares of such targets overflow, at once or on the way; penalties must let what is not finite through to where it is seen.
    [Theory]
    [InlineData(OptimizerKind.Sgd, 1e200, 1.0)]
    [InlineData(OptimizerKind.Adam, 1e300, 1.0)]
    [InlineData(OptimizerKind.Rprop, null, 1e200)]
    [InlineData(OptimizerKind.LBfgs, null, 1e200)]
    [InlineData(OptimizerKind.LevenbergMarquardt, null, 1e200)]
    public void A_diverging_training_with_penalties_is_one_that_diverged(OptimizerKind optimizer, double? rate, double scale)
    {
        var input = DataMatrix.FromRows("x", [[0, 0], [0, 1], [1, 0], [1, 1]]);
        var target = DataMatrix.FromColumn("y", [0, scale, scale, 0]);
        foreach (var (l1, l2) in new[] { (0.0, 0.0), (0.01, 0.0), (0.0, 0.01), (0.01, 0.01) })
        {
            if (l1 > 0 && optimizer == OptimizerKind.LevenbergMarquardt)
            {
                continue;
            }

            var network = Network.Create(
                2,
                [new LayerSpecification { Units = 4, Activation = Activation.ReLU }, new LayerSpecification { Units = 1 }],
                new NetworkSettings { Seed = 1 });
            double[] before = [.. network.Parameters];
            var options = new TrainingOptions { Epoch = 50, Optimizer = optimizer, LearningRate = rate, L1 = l1, L2 = l2, BatchSize = rate is null ? null : 1 };
            var summary = Trainer.Train(network, input, target, options, null, default);
            Assert.Equal((StopReason.Diverged, summary.Epochs), (summary.StopReason, network.History.Count));
            Assert.All(network.Parameters, value => Assert.True(double.IsFinite(value)));
            if (summary.Epochs == 0)
            {
                Assert.Equal(before, network.Parameters);
            }
        }
    }

    // In its first epoch the statistics go beyond all numbers while the loss of the batches before is still finite.
    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Single)]
    public void Running_statistics_are_finite_whatever_happens(Precision precision)
    {
        double scale = precision == Precision.Single ? 1e30 : 1e200;
        var network = Network.Create(
            1,
            [new LayerSpecification { Kind = LayerKind.BatchNormalization }, new LayerSpecification { Units = 1 }],
            new NetworkSettings { Precision = precision, Seed = 1 });
        var input = DataMatrix.FromColumn("x", [.. Enumerable.Range(0, 8).Select(i => i * scale)]);
        var summary = Trainer.Train(
            network,
            input,
            DataMatrix.FromColumn("y", new double[8]),
            new TrainingOptions { Epoch = 5, FullBatch = true },
            null,
            default);
        Assert.Equal(StopReason.Diverged, summary.StopReason);
        Assert.All(network.Parameters, value => Assert.True(double.IsFinite(value)));
    }

    // The stop comes in the midst of the epoch that diverges, which takes longer than the time until then.
    [Fact]
    public void A_training_cancelled_when_its_weights_are_no_longer_finite_has_diverged()
    {
        using var cancellation = new CancellationTokenSource();
        var network = NewNetwork(Precision.Double, 3, Activation.Linear);
        var options = new TrainingOptions { Epoch = 1, BatchSize = 1, NoShuffle = true, Optimizer = OptimizerKind.Sgd, LearningRate = 1e200 };
        double[] before = network.Parameters;
        var (input, target) = (Sine(4_000_000, column: 0), Sine(4_000_000, column: 1));
        cancellation.CancelAfter(1500);
        var summary = Trainer.Train(network, input, target, options, null, cancellation.Token);
        Assert.Equal(StopReason.Diverged, summary.StopReason);
        Assert.Equal(before, network.Parameters);
    }

    [Fact]
    public void A_clone_has_a_history_of_its_own_that_keeps_no_other_network()
    {
        var (clone, record, original) = Cloned();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(original.TryGetTarget(out _));
        Trainer.Train(clone, s_input, s_target, new TrainingOptions { Epoch = 2 }, null, default);
        Assert.Equal(5, clone.History.Count);
        Assert.All(clone.History, each => Assert.Equal(clone.History, each.History!.Records));
        Assert.Equal(3, record.History!.Records.Count);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static (Network Clone, EpochRecord Record, WeakReference<Network> Original) Cloned()
        {
            var network = NewNetwork(Precision.Double, 3);
            Trainer.Train(network, s_input, s_target, new TrainingOptions { Epoch = 3 }, null, default);
            return (network.Clone(), network.History[0], new WeakReference<Network>(network));
        }
    }

    [Fact]
    public void The_target_loss_and_the_time_limit_end_a_training()
    {
        var network = NewNetwork(Precision.Double, 3);
        var reached = Trainer.Train(network, s_input, s_target, new TrainingOptions { Epoch = 10000, TargetLoss = 0.01 }, null, default);
        Assert.Equal(StopReason.TargetLoss, reached.StopReason);
        Assert.True(network.History[^1].Loss <= 0.01 && network.History[^2].Loss > 0.01);
        var late = Trainer.Train(
            network,
            s_input,
            s_target,
            new TrainingOptions { Epoch = int.MaxValue, TimeLimit = TimeSpan.FromMilliseconds(50) },
            null,
            default);
        Assert.Equal(StopReason.TimeLimit, late.StopReason);
        Assert.InRange(late.Duration.TotalMilliseconds, 50, 5000);
    }

    [Fact]
    public void A_network_in_training_refuses_a_second_one()
    {
        var network = NewNetwork(Precision.Double, 3);
        BackpropException? fault = null;
        Trainer.Train(
            network,
            s_input,
            s_target,
            new TrainingOptions { Epoch = 1 },
            _ => (fault = Assert.Throws<BackpropException>(() => Trainer.Train(network, s_input, s_target, new TrainingOptions(), null, default))) is not null,
            default);
        Assert.Equal("TrainingInProgress", fault?.Id);
    }

    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Single)]
    public void A_prediction_of_one_row_allocates_its_result_alone(Precision precision)
    {
        var network = Network.Create(
            784,
            [new LayerSpecification { Units = 300 }, new LayerSpecification { Units = 10 }],
            new NetworkSettings { Activation = Activation.ReLU, OutputActivation = Activation.Softmax, Precision = precision, Seed = 1 });
        var predictor = PSBackprop.Propagation.Predictor.Create(network, 1);
        double[] row = new double[784];
        for (int i = 0; i < 100; i++)
        {
            predictor.Predict(row);
        }

        const int arrayHeader = 24;
        Assert.Equal(arrayHeader + (10 * sizeof(double)), LeastAllocated(() => predictor.Predict(row)));
    }

    [Theory]
    [InlineData(OptimizerKind.Sgd, 13)]
    [InlineData(OptimizerKind.Adam, 13)]
    [InlineData(OptimizerKind.Adam, 3000)]
    [InlineData(OptimizerKind.Rprop, 13)]
    public void A_step_allocates_nothing(OptimizerKind optimizer, int units)
    {
        long AllocatedByEpoch(int batchSize)
        {
            var network = NewNetwork(Precision.Single, 3, units: units);
            long start = 0;
            long end = 0;
            var options = new TrainingOptions { Epoch = 4, BatchSize = batchSize, Optimizer = optimizer, LearningRate = 1e-4 };
            Trainer.Train(network, s_input, s_target, options, _ => ((start, end) = (end, GC.GetAllocatedBytesForCurrentThread())) is not (-1, -1), default);
            return end - start;
        }

        long Least(int batchSize) => Enumerable.Range(0, 5).Min(_ => AllocatedByEpoch(batchSize));

        long few = Least(256);
        Assert.Equal(few, Least(1));
        Assert.InRange(few, 1, 4096);
    }

    [Fact]
    public void A_row_alone_gives_the_bits_it_gives_among_others()
    {
        foreach (Precision precision in Enum.GetValues<Precision>())
        {
            var network = NewNetwork(precision, 7);
            double[][] bulk = [.. Predictor.Create(network, s_input.Rows).Predict(s_input, default)];
            var single = Predictor.Create(network, 1);
            for (int i = 0; i < s_input.Rows; i++)
            {
                double[] row = single.Predict(DataMatrix.FromRows("x", [[s_input[i, 0]]]), default).Single();
                Assert.Equal(bulk[i], row);
            }
        }
    }

    [Fact]
    public void A_number_beyond_single_precision_is_refused_in_training_and_in_prediction()
    {
        var network = NewNetwork(Precision.Single, 7);
        var input = DataMatrix.FromRows("x", [[1], [1e300]]);
        var target = DataMatrix.FromColumn("y", [0, 1]);
        var trained = Assert.Throws<BackpropException>(() => Trainer.Train(network, input, target, new TrainingOptions(), null, default));
        var predicted = Assert.Throws<BackpropException>(() => Predictor.Create(network, 2).Predict(input, default).ToArray());
        Assert.All(new[] { trained, predicted }, fault => Assert.Equal("NotFiniteInSingle", fault.Id));
        Assert.Contains("row 2, column 1", predicted.Message, StringComparison.Ordinal);
    }

    // A collection that another test causes in between counts the unused end of this thread's allocation block as allocated.
    private static long LeastAllocated(Action action) => Enumerable.Range(0, 100).Min(
        _ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

    private static Network NewNetwork(Precision precision, int seed, Activation hidden = Activation.Tanh, int units = 13) => Network.Create(
        1,
        [new LayerSpecification { Units = units }, new LayerSpecification { Units = 1 }],
        new NetworkSettings { Activation = hidden, Precision = precision, Seed = seed });

    private static DataMatrix Sine(int count, int column)
    {
        double[] x = [.. Enumerable.Range(0, count).Select(i => (2.0 * i / count) - 1)];
        return DataMatrix.FromColumn("data", column == 0 ? x : [.. x.Select(value => Math.Sin(3 * value))]);
    }
}
