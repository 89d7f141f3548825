using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>Examples whose numbers are published or come from numpy itself.</summary>
public sealed class PublishedExampleTests
{
    private static readonly DataMatrix s_xor = DataMatrix.FromRows("x", [[0, 0], [0, 1], [1, 0], [1, 1]]);
    private static readonly DataMatrix s_xorTarget = DataMatrix.FromColumn("y", [0, 1, 1, 0]);

    [Theory]
    [InlineData("seed1")]
    [InlineData("seed42")]
    public void The_founding_example_gives_the_numbers_of_numpy(string start)
    {
        var expected = Oracle.NumPy.GetProperty(start);
        var network = Network.Create(
            2,
            [new LayerSpecification { Units = 2 }, new LayerSpecification { Units = 1 }],
            new NetworkSettings { Activation = Activation.Sigmoid, OutputActivation = Activation.Sigmoid, NoBias = true });
        network.SetParameters([.. Oracle.Flat(expected.GetProperty("w1")), .. Oracle.Flat(expected.GetProperty("w2"))]);
        var options = new TrainingOptions
        {
            Epoch = 1000,
            FullBatch = true,
            Optimizer = OptimizerKind.Sgd,
            LearningRate = 0.1,
            Loss = Loss.SumSquaredError,
            Metric = [Metric.MeanSquaredError],
        };
        Trainer.Train(network, s_xor, s_xorTarget, options, null, default);
        for (int epoch = 0; epoch < 1000; epoch += 100)
        {
            double loss = expected.GetProperty("loss").GetProperty($"{epoch}").GetDouble();
            Oracle.AssertClose(loss, network.History[epoch].Metric["MeanSquaredError"], 1e-12, $"epoch {epoch}");
        }

        double[] predictions = [.. Predictor.Create(network, 4).Predict(s_xor, default).Select(output => output[0])];
        Oracle.AssertClose(Oracle.Numbers(expected.GetProperty("predictions")), predictions, 1e-12);
    }

    [Theory]
    [InlineData(1, 0.28047144679143016)]
    [InlineData(10000, 2.4475622359322466e-06)]
    public void The_worked_2_2_2_example_with_trained_biases_ends_at_the_known_error(int updates, double error)
    {
        var network = WorkedExample();
        var options = new TrainingOptions
        {
            Epoch = updates + 1,
            FullBatch = true,
            Optimizer = OptimizerKind.Sgd,
            LearningRate = 0.5,
            Loss = Loss.SumSquaredError,
        };
        Trainer.Train(network, DataMatrix.FromRows("x", [[0.05, 0.10]]), DataMatrix.FromRows("y", [[0.01, 0.99]]), options, null, default);
        Assert.Equal(0.2983711087600027, network.History[0].Loss, 15);
        Assert.Equal(error, network.History[updates].Loss, 1e-10 * error);
    }

    [Theory]
    [InlineData(1, 0.29102777369359933)]
    [InlineData(10000, 3.510187782978859e-05)]
    public void The_worked_2_2_2_example_with_fixed_biases_ends_at_the_known_error(int updates, double error)
    {
        // The biases move with each step and are put back after it.
        var network = WorkedExample();
        double[] start = [.. network.Parameters];
        var options = new TrainingOptions { Epoch = 1, FullBatch = true, Optimizer = OptimizerKind.Sgd, LearningRate = 0.5, Loss = Loss.SumSquaredError };
        var input = DataMatrix.FromRows("x", [[0.05, 0.10]]);
        var target = DataMatrix.FromRows("y", [[0.01, 0.99]]);
        for (int step = 0; step <= updates; step++)
        {
            Trainer.Train(network, input, target, options, null, default);
            double[] parameters = [.. network.Parameters];
            start.AsSpan(4, 2).CopyTo(parameters.AsSpan(4));
            start.AsSpan(10, 2).CopyTo(parameters.AsSpan(10));
            network.SetParameters(parameters);
            if (step == 0)
            {
                Oracle.AssertClose(
                    [0.1497807161327628, 0.24975114363236958, 0.19956143226552567, 0.29950228726473915],
                    parameters[..4],
                    1e-14);
                Oracle.AssertClose(
                    [0.35891647971788465, 0.5113012702387375, 0.4086661860762334, 0.5613701211079891],
                    parameters[6..10],
                    1e-14);
            }
        }

        Assert.Equal(error, network.History[updates].Loss, 1e-10 * error);
    }

    private static Network WorkedExample()
    {
        var network = Network.Create(
            2,
            [new LayerSpecification { Units = 2 }, new LayerSpecification { Units = 2 }],
            new NetworkSettings { Activation = Activation.Sigmoid, OutputActivation = Activation.Sigmoid });
        network.SetParameters([0.15, 0.25, 0.20, 0.30, 0.35, 0.35, 0.40, 0.50, 0.45, 0.55, 0.60, 0.60]);
        return network;
    }
}
