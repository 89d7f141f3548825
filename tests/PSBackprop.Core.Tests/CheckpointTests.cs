using PSBackprop.Data;
using PSBackprop.Storage;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>A training that was interrupted and goes on ends with the bits of one that never was.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psbackprop").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<OptimizerKind, Precision> Methods
    {
        get
        {
            var data = new TheoryData<OptimizerKind, Precision>();
            foreach (OptimizerKind kind in Enum.GetValues<OptimizerKind>())
            {
                data.Add(kind, Precision.Double);
                data.Add(kind, Precision.Single);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_goes_on_with_the_same_bits(OptimizerKind kind, Precision precision) =>
        RequireSameBits(precision, () => new TrainingOptions { Optimizer = kind, Epoch = 12, GradientTolerance = kind is OptimizerKind.LBfgs or OptimizerKind.LevenbergMarquardt ? 0 : null });

    [Fact]
    public void Schedules_early_stopping_dropout_and_metrics_go_on_as_well()
    {
        RequireSameBits(Precision.Double, () => new TrainingOptions { Epoch = 40, LearningRateSchedule = ScheduleKind.Plateau, ScheduleStep = 1, LearningRate = 0.05, ValidationSplit = 0.3, Metric = [Metric.MeanAbsoluteError] });
        RequireSameBits(Precision.Double, () => new TrainingOptions { Epoch = 40, LearningRateSchedule = ScheduleKind.OneCycle, WarmupEpoch = 3 });
        RequireSameBits(Precision.Double, () => new TrainingOptions { Epoch = 400, LearningRate = 0.05, ValidationSplit = 0.3, Patience = 4 });
        RequireSameBits(Precision.Double, () => new TrainingOptions { Epoch = 15 }, dropout: 0.3);
    }

    [Fact]
    public void A_training_that_ended_is_not_begun_again()
    {
        var network = NewNetwork(Precision.Double, 0);
        var options = new TrainingOptions { Epoch = 5, Checkpoint = Checkpoint(resume: true) };
        Trainer.Train(network, Input, Target, options, null, default);
        double[] parameters = [.. network.Parameters];
        Trainer.Train(network, Input, Target, options, null, default);
        Assert.Equal(parameters, network.Parameters);
        Assert.Equal(5, network.EpochsTrained);
        Assert.Equal(5, network.History.Count);
    }

    [Fact]
    public void A_checkpoint_of_another_training_is_refused_and_leaves_the_network_alone()
    {
        Trainer.Train(NewNetwork(Precision.Double, 0), Input, Target, new TrainingOptions { Epoch = 2, Checkpoint = Checkpoint(resume: false) }, null, default);
        foreach (TrainingOptions other in new[] { new TrainingOptions { Seed = 9 }, new TrainingOptions { Optimizer = OptimizerKind.Sgd }, new TrainingOptions { BatchSize = 7 }, new TrainingOptions { Loss = Loss.Huber } })
        {
            var network = NewNetwork(Precision.Double, 0);
            double[] before = [.. network.Parameters];
            other.Checkpoint = Checkpoint(resume: true);
            Assert.Equal("CheckpointDiffers", Assert.Throws<BackpropException>(() => Trainer.Train(network, Input, Target, other, null, default)).Id);
            Assert.Equal(before, network.Parameters);
        }
    }

    private static DataMatrix Input => DataMatrix.FromRows("x", [.. Enumerable.Range(0, 60).Select(i => new[] { Math.Sin(i), Math.Cos(2.0 * i) })]);

    private static DataMatrix Target => DataMatrix.FromRows("y", [.. Enumerable.Range(0, 60).Select(i => new[] { Math.Sin(i) * Math.Cos(2.0 * i) })]);

    private static Network NewNetwork(Precision precision, double dropout) => Network.Create(
        2,
        [new LayerSpecification { Units = 6 }, new LayerSpecification { Units = 1 }],
        new NetworkSettings { Precision = precision, Seed = 3, Dropout = dropout });

    private void RequireSameBits(Precision precision, Func<TrainingOptions> options, double dropout = 0)
    {
        var whole = NewNetwork(precision, dropout);
        Trainer.Train(whole, Input, Target, options(), null, default);
        int stop = Math.Max(1, (2 * whole.EpochsTrained / 3) - 1);

        File.Delete(Path.Combine(_folder, "checkpoint.json"));
        TrainingOptions first = options();
        first.Checkpoint = Checkpoint(resume: true);
        var network = NewNetwork(precision, dropout);
        Assert.ThrowsAny<Exception>(() => Trainer.Train(network, Input, Target, first, record => record.Epoch <= stop ? true : throw new InvalidOperationException("power cut"), default));

        TrainingOptions second = options();
        second.Checkpoint = Checkpoint(resume: true);
        var resumed = NewNetwork(precision, dropout);
        TrainingSummary summary = Trainer.Train(resumed, Input, Target, second, null, default);
        Assert.Equal(whole.Parameters.Select(BitConverter.DoubleToInt64Bits), resumed.Parameters.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(whole.History.Select(record => record.ToString()), resumed.History.Select(record => record.ToString()));
        Assert.Equal((whole.LastTraining!.StopReason, whole.LastTraining.Epochs, whole.LastTraining.BestEpoch), (summary.StopReason, summary.Epochs, summary.BestEpoch));
        Assert.Equal(whole.LastTraining.Findings, summary.Findings);
    }

    private CheckpointFile Checkpoint(bool resume) => new(Path.Combine(_folder, "checkpoint.json"), 1, null, resume);
}
