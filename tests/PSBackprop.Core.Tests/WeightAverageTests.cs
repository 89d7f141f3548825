using PSBackprop.Data;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>The mean of the weights after each epoch: as it is defined, in what is validated, kept, and gone on from.</summary>
public sealed class WeightAverageTests
{
    private const int Epochs = 9;

    private static readonly DataMatrix s_input =
        DataMatrix.FromRows("x", [.. Enumerable.Range(0, 60).Select(i => new[] { Math.Sin(i), Math.Cos(2.0 * i) })]);

    private static readonly DataMatrix s_target =
        DataMatrix.FromRows("y", [.. Enumerable.Range(0, 60).Select(i => new[] { Math.Sin(i) * Math.Cos(2.0 * i) })]);

    [Theory]
    [InlineData(Precision.Double, 1e-13)]
    [InlineData(Precision.Single, 1e-6)]
    public void Epoch_t_of_n_has_the_share_that_follows_from_the_recursion(Precision precision, double tolerance)
    {
        // With η = 4 the shares are 5 t(t+1)(t+2)(t+3) / n(n+1)(n+2)(n+3)(n+4), which sum to 1.
        double[] expected = new double[NewNetwork(precision).ParameterCount];
        double shares = 0;
        for (int t = 1; t <= Epochs; t++)
        {
            double share = 5.0 * t * (t + 1) * (t + 2) * (t + 3) / ((double)Epochs * (Epochs + 1) * (Epochs + 2) * (Epochs + 3) * (Epochs + 4));
            shares += share;
            double[] after = Trained(precision, new TrainingOptions { Epoch = t }).Parameters;
            for (int i = 0; i < expected.Length; i++)
            {
                expected[i] += share * after[i];
            }
        }

        Assert.Equal(1, shares, 1e-12);
        double[] average = Trained(precision, new TrainingOptions { Epoch = Epochs, AverageWeight = true }).Parameters;
        Assert.All(average.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, tolerance));
    }

    [Fact]
    public void The_average_is_what_is_validated_and_what_the_best_epoch_has()
    {
        var options = new TrainingOptions
        {
            Epoch = 60, LearningRate = 0.2, AverageWeight = true, ValidationInput = s_input, ValidationTarget = s_target, Patience = 60,
        };
        Network network = Trained(Precision.Double, options);
        EpochRecord best = network.History.MinBy(record => record.ValidationLoss)!;
        Assert.Equal(best.Epoch, network.LastTraining!.BestEpoch);
        Assert.Equal(best.ValidationLoss!.Value, Loss(network), 1e-12);
        for (int epoch = 1; epoch <= 5; epoch++)
        {
            double loss = Loss(Trained(Precision.Double, new TrainingOptions { Epoch = epoch, LearningRate = 0.2, AverageWeight = true }));
            Assert.Equal(network.History[epoch - 1].ValidationLoss!.Value, loss, 1e-12);
        }
    }

    [Fact]
    public void A_training_that_is_ended_early_has_the_average_of_its_finished_epochs()
    {
        var network = NewNetwork(Precision.Double);
        var options = new TrainingOptions { Epoch = 50, AverageWeight = true };
        var summary = Trainer.Train(network, s_input, s_target, options, record => record.Epoch < 4, default);
        Assert.Equal(StopReason.Cancelled, summary.StopReason);
        Assert.Equal(Trained(Precision.Double, new TrainingOptions { Epoch = 4, AverageWeight = true }).Parameters, network.Parameters);
    }

    [Fact]
    public void Frozen_weights_stay_the_same_to_the_bit()
    {
        var network = NewNetwork(Precision.Double);
        network.Layers[0].Frozen = FrozenPart.All;
        double[] before = [.. network.Layers[0].Range(network.Parameters).ToArray()];
        Trainer.Train(network, s_input, s_target, new TrainingOptions { Epoch = 7, AverageWeight = true }, null, default);
        Assert.Equal(before, network.Layers[0].Range(network.Parameters).ToArray());
    }

    [Theory]
    [InlineData(OptimizerKind.LBfgs)]
    [InlineData(OptimizerKind.LevenbergMarquardt)]
    public void Methods_whose_steps_end_at_a_minimum_of_all_samples_have_no_average(OptimizerKind optimizer)
    {
        var options = new TrainingOptions { Epoch = 2, Optimizer = optimizer, AverageWeight = true };
        var fault = Assert.Throws<BackpropException>(() => Trained(Precision.Double, options));
        Assert.Equal("SettingWithoutEffect", fault.Id);
        Assert.Contains("-AverageWeight", fault.Message, StringComparison.Ordinal);
    }

    private static double Loss(Network network) => Propagated.Of(network, s_input, s_target, LossFamily.Create(PSBackprop.Loss.MeanSquaredError)).Loss;

    private static Network Trained(Precision precision, TrainingOptions options)
    {
        Network network = NewNetwork(precision);
        Trainer.Train(network, s_input, s_target, options, null, default);
        return network;
    }

    private static Network NewNetwork(Precision precision) => Network.Create(
        2, [new LayerSpecification { Units = 6 }, new LayerSpecification { Units = 1 }], new NetworkSettings { Precision = precision, Seed = 3 });
}
