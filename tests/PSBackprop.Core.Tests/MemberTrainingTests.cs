using PSBackprop.Data;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>A network of members is trained member by member, whatever the number of threads.</summary>
public sealed class MemberTrainingTests
{
    private static readonly DataMatrix s_input = DataMatrix.FromRows("x", [.. Enumerable.Range(0, 60).Select(i => new[] { Math.Sin(i), Math.Cos(3 * i) })]);

    private static readonly DataMatrix s_target =
        DataMatrix.FromRows("y", [.. Enumerable.Range(0, 60).Select(i => Math.Sin(i) > Math.Cos(3 * i) ? new[] { 1.0, 0 } : [0, 1.0])]);

    [Fact]
    public void Its_members_begin_as_networks_with_their_seeds()
    {
        Network network = NewNetwork();
        double[][] first = [.. network.Members.Select(member => member.ToNetwork().Parameters)];
        Assert.Equal(3, first.Select(parameters => parameters[0]).Distinct().Count());
        for (int m = 0; m < first.Length; m++)
        {
            Network alone = Network.Create(2, Layers, Settings(member: 1, network.Members[m].ToNetwork().Seed));
            Assert.Equal(alone.Parameters, first[m]);
            Assert.Equal(first[m], NewNetwork(member: 5).Members[m].ToNetwork().Parameters);
        }

        Assert.Equal(network.Parameters, network.CopyUntrained().Parameters);
    }

    [Theory]
    [InlineData(Precision.Double, OptimizerKind.Adam)]
    [InlineData(Precision.Single, OptimizerKind.Adam)]
    [InlineData(Precision.Double, OptimizerKind.LBfgs)]
    public void Its_bits_do_not_depend_on_the_threads_and_each_member_is_as_if_trained_alone(Precision precision, OptimizerKind optimizer)
    {
        Network[] trained = Array.ConvertAll(new[] { 1, 2, 5 }, threads =>
        {
            Network network = NewNetwork(precision: precision);
            TrainingOptions options = Options(optimizer);
            options.ThrottleLimit = threads;
            Trainer.Train(network, s_input, s_target, options, null, default);
            return network;
        });
        Assert.All(trained, network => Assert.Equal(trained[0].Parameters, network.Parameters));
        Assert.All(trained, network => Assert.Equal(trained[0].History.Select(record => record.Loss), network.History.Select(record => record.Loss)));
        Network[] alone = [.. NewNetwork(precision: precision).Members.Select(member => member.ToNetwork())];
        for (int m = 0; m < alone.Length; m++)
        {
            Trainer.Train(alone[m], s_input, s_target, Options(optimizer), null, default);
            Assert.Equal(alone[m].Parameters, trained[0].Members[m].ToNetwork().Parameters);
        }

        Assert.Equal(alone.Max(network => network.History.Count), trained[0].History.Count);
        Assert.Equal(alone.Average(network => network.History[0].Loss), trained[0].History[0].Loss);
        Assert.Equal(alone.Average(network => network.History[0].ValidationLoss), trained[0].History[0].ValidationLoss);
    }

    [Fact]
    public void Members_that_end_early_count_with_what_they_ended_with()
    {
        Network network = NewNetwork();
        TrainingOptions options = Options();
        (options.Epoch, options.Patience) = (60, 2);
        Network[] alone = [.. network.Members.Select(member => member.ToNetwork())];
        TrainingSummary[] ended = Array.ConvertAll(alone, member => Trainer.Train(member, s_input, s_target, options, null, default));
        TrainingSummary summary = Trainer.Train(network, s_input, s_target, options, null, default);
        Assert.True(ended.Select(one => one.Epochs).Distinct().Count() > 1);
        Assert.Equal(ended.Max(one => one.Epochs), summary.Epochs);
        Assert.Equal(summary.Epochs, network.History.Count);
        double last = Enumerable.Range(0, alone.Length).Average(m => ended[m].Epochs == summary.Epochs
            ? alone[m].History[^1].Loss
            : alone[m].History.First(record => record.Epoch == ended[m].BestEpoch).Loss);
        Assert.Equal(last, network.History[^1].Loss, 1e-15);
    }

    [Fact]
    public void The_caller_can_end_it_after_an_epoch_and_go_on_later()
    {
        Network stopped = NewNetwork();
        TrainingSummary summary = Trainer.Train(stopped, s_input, s_target, Options(), record => record.Epoch < 2, default);
        Assert.Equal((StopReason.Cancelled, 2, 2), (summary.StopReason, summary.Epochs, stopped.EpochsTrained));
        Network whole = NewNetwork();
        TrainingOptions two = Options();
        two.Epoch = 2;
        Trainer.Train(whole, s_input, s_target, two, null, default);
        Assert.Equal(whole.Parameters, stopped.Parameters);
        Trainer.Train(stopped, s_input, s_target, two, null, default);
        Assert.Equal([1, 2, 3, 4], stopped.History.Select(record => record.Epoch));
    }

    [Fact]
    public void An_exception_of_the_caller_leaves_what_was_learned()
    {
        Network network = NewNetwork();
        double[] before = network.Parameters;
        Func<EpochRecord, bool> fails = static _ => throw new InvalidOperationException();
        Assert.Throws<InvalidOperationException>(() => Trainer.Train(network, s_input, s_target, Options(), fails, default));
        Assert.NotEqual(before, network.Parameters);
        Assert.Equal(StopReason.Cancelled, network.LastTraining!.StopReason);
        Trainer.Train(network, s_input, s_target, Options(), null, default);
    }

    [Fact]
    public void A_stop_leaves_each_member_with_its_last_finished_step()
    {
        using var stop = new CancellationTokenSource();
        Network network = NewNetwork();
        TrainingSummary summary = Trainer.Train(network, s_input, s_target, Options(), Stop, stop.Token);
        Assert.Equal((StopReason.Cancelled, 1), (summary.StopReason, summary.Epochs));
        Assert.All(network.Parameters, static value => Assert.True(double.IsFinite(value)));

        bool Stop(EpochRecord record)
        {
            stop.Cancel();
            return true;
        }
    }

    [Fact]
    public void A_member_that_diverges_is_named_and_the_others_stay()
    {
        Network network = NewNetwork();
        ((DenseLayer)network.Members[1].Layers[1]).Weights = new double[4, 2] { { 1e308, 0 }, { 1e308, 0 }, { 1e308, 0 }, { 1e308, 0 } };
        double[] before = network.Members[0].ToNetwork().Parameters;
        TrainingSummary summary = Trainer.Train(network, s_input, s_target, Options(), null, default);
        Assert.Equal(StopReason.EpochLimit, summary.StopReason);
        Assert.Contains(summary.Findings, static finding => finding.StartsWith("Of 3 members 2 diverged", StringComparison.Ordinal));
        Assert.NotEqual(before, network.Members[0].ToNetwork().Parameters);
        Assert.All(network.History, static record => Assert.True(double.IsFinite(record.Loss)));
    }

    [Fact]
    public void What_is_frozen_in_one_member_stays_there_alone()
    {
        Network network = NewNetwork();
        network.Members[1].Layers[0].Frozen = FrozenPart.All;
        double[,] first = ((DenseLayer)network.Members[0].Layers[0]).Weights;
        double[,] second = ((DenseLayer)network.Members[1].Layers[0]).Weights;
        Trainer.Train(network, s_input, s_target, Options(), null, default);
        Assert.NotEqual(first, ((DenseLayer)network.Members[0].Layers[0]).Weights);
        Assert.Equal(second, ((DenseLayer)network.Members[1].Layers[0]).Weights);
        network.Layers[0].Frozen = FrozenPart.All;
        Assert.Equal("AllFrozen", Assert.Throws<BackpropException>(() => Trainer.Train(network, s_input, s_target, Options(), null, default)).Id);
    }

    private static LayerSpecification[] Layers => [new LayerSpecification { Units = 4, Dropout = 0.1 }, new LayerSpecification { Units = 2 }];

    private static NetworkSettings Settings(int member, int seed, Precision precision = Precision.Double) =>
        new() { OutputActivation = Activation.Softmax, Seed = seed, Member = member, Precision = precision };

    private static Network NewNetwork(int member = 3, Precision precision = Precision.Double) => Network.Create(2, Layers, Settings(member, 7, precision));

    private static TrainingOptions Options(OptimizerKind optimizer = OptimizerKind.Adam) => new()
    {
        Epoch = 6,
        LearningRate = optimizer == OptimizerKind.Adam ? 0.05 : null,
        ValidationSplit = 0.25,
        Optimizer = optimizer,
        Metric = [Metric.Accuracy],
    };
}
