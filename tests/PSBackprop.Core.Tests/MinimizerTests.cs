using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>L-BFGS and Levenberg–Marquardt: they arrive, and say truly why they ended.</summary>
public sealed class MinimizerTests
{
    private static readonly DataMatrix s_xor = DataMatrix.FromRows("x", [[0, 0], [0, 1], [1, 0], [1, 1]]);
    private static readonly DataMatrix s_xorTarget = DataMatrix.FromColumn("y", [0, 1, 1, 0]);

    [Theory]
    [InlineData(OptimizerKind.LBfgs, Activation.Sigmoid)]
    [InlineData(OptimizerKind.LBfgs, Activation.Linear)]
    [InlineData(OptimizerKind.LevenbergMarquardt, Activation.Sigmoid)]
    [InlineData(OptimizerKind.LevenbergMarquardt, Activation.Linear)]
    public void Xor_ends_with_a_gradient_as_good_as_zero(OptimizerKind optimizer, Activation output)
    {
        var network = NewNetwork(output);
        var summary = Trainer.Train(
            network,
            s_xor,
            s_xorTarget,
            new TrainingOptions { Epoch = 1000, Optimizer = optimizer, Loss = Loss.SumSquaredError },
            null,
            default);
        Assert.Equal(StopReason.Converged, summary.StopReason);
        double[] gradient = Propagated.Of(network, s_xor, s_xorTarget, LossFamily.Create(Loss.SumSquaredError)).Gradient;
        double norm = Math.Sqrt(gradient.Sum(value => value * value));
        Assert.InRange(norm, 0, 1e-6);
        Assert.Equal(norm, summary.GradientNorm!.Value, 1e-12);
        Assert.Equal([0, 1, 1, 0], Predictor.Create(network, 4).Predict(s_xor, default).Select(row => Math.Round(row[0])));
        Assert.True(summary.Epochs < 200);
    }

    [Theory]
    [InlineData(OptimizerKind.LBfgs)]
    [InlineData(OptimizerKind.LevenbergMarquardt)]
    public void Too_few_epochs_are_said_to_be_the_limit(OptimizerKind optimizer)
    {
        var network = NewNetwork(Activation.Sigmoid);
        var summary = Trainer.Train(
            network,
            s_xor,
            s_xorTarget,
            new TrainingOptions { Epoch = 3, Optimizer = optimizer, Loss = Loss.MeanSquaredError },
            null,
            default);
        Assert.Equal((StopReason.EpochLimit, 3), (summary.StopReason, summary.Epochs));
        Assert.True(summary.GradientNorm > 1e-6);
    }

    [Theory]
    [InlineData(OptimizerKind.LBfgs)]
    [InlineData(OptimizerKind.LevenbergMarquardt)]
    public void A_linear_network_with_a_penalty_finds_ridge_regression(OptimizerKind optimizer)
    {
        // mean squared error + ½ λ |w|² has the solution (XᵀX · 2/n + λ) w = 2/n Xᵀ y without a bias.
        double[][] rows = [.. Enumerable.Range(0, 30).Select(i => new[] { Math.Sin(i), Math.Cos(2 * i), Math.Sin(3.7 * i) })];
        double[] y = [.. rows.Select((row, i) => (2 * row[0]) - row[1] + (0.5 * row[2]) + (0.1 * Math.Sin(11 * i)))];
        const double lambda = 0.3;
        var x = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRowArrays(rows);
        var identity = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseIdentity(3);
        var expected = ((x.Transpose() * x * (2.0 / 30)) + (lambda * identity)).Solve(
            x.Transpose() * MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(y) * (2.0 / 30));
        var network = Network.Create(3, [new LayerSpecification { Units = 1 }], new NetworkSettings { NoBias = true, Seed = 1 });
        var summary = Trainer.Train(
            network,
            DataMatrix.FromRows("x", rows),
            DataMatrix.FromColumn("y", y),
            new TrainingOptions { Epoch = 100, Optimizer = optimizer, L2 = lambda },
            null,
            default);
        Assert.Equal(StopReason.Converged, summary.StopReason);
        Oracle.AssertClose(expected.ToArray(), network.Parameters, 1e-7);
    }

    [Theory]
    [InlineData(OptimizerKind.LBfgs)]
    [InlineData(OptimizerKind.LevenbergMarquardt)]
    public void Frozen_weights_stay_and_the_loss_never_rises(OptimizerKind optimizer)
    {
        var network = NewNetwork(Activation.Linear);
        network.Layers[0].Frozen = FrozenPart.Weights;
        double[] before = [.. network.Parameters];
        Trainer.Train(network, s_xor, s_xorTarget, new TrainingOptions { Epoch = 30, Optimizer = optimizer, Loss = Loss.MeanSquaredError }, null, default);
        Assert.Equal(before[..8], network.Parameters[..8]);
        Assert.NotEqual(before[8..], network.Parameters[8..]);
        Assert.All(network.History.Zip(network.History.Skip(1)), pair => Assert.True(pair.Second.Loss <= pair.First.Loss));
    }

    // In single precision, where the loss, summed in double, still is.
    [Theory]
    [InlineData(OptimizerKind.LBfgs)]
    [InlineData(OptimizerKind.LevenbergMarquardt)]
    public void A_gradient_that_is_not_finite_has_diverged(OptimizerKind optimizer)
    {
        var network = Network.Create(2, [new LayerSpecification { Units = 1 }], new NetworkSettings { Precision = Precision.Single, Seed = 1 });
        double[] before = [.. network.Parameters];
        var input = DataMatrix.FromRows("x", [[1e20, 0], [0, 1e20], [1e20, 1e20]]);
        var summary = Trainer.Train(network, input, DataMatrix.FromColumn("y", [1e25, 1e25, 0]), new TrainingOptions { Optimizer = optimizer }, null, default);
        Assert.Equal((StopReason.Diverged, 0), (summary.StopReason, summary.Epochs));
        Assert.Equal(before, network.Parameters);
    }

    [Fact]
    public void What_Levenberg_Marquardt_cannot_do_is_refused()
    {
        Assert.Equal("LevenbergMarquardtLoss", Refused(NewNetwork(Activation.Sigmoid), new TrainingOptions { Optimizer = OptimizerKind.LevenbergMarquardt }));
        var large = Network.Create(2, [new LayerSpecification { Units = 1000 }, new LayerSpecification { Units = 1 }], new NetworkSettings());
        Assert.Equal("LevenbergMarquardtSize", Refused(large, new TrainingOptions { Optimizer = OptimizerKind.LevenbergMarquardt }));
        var dropping = Network.Create(2, [new LayerSpecification { Units = 4, Dropout = 0.5 }, new LayerSpecification { Units = 1 }], new NetworkSettings());
        Assert.Equal("LevenbergMarquardtLayer", Refused(dropping, new TrainingOptions { Optimizer = OptimizerKind.LevenbergMarquardt }));
        Assert.Equal("SettingWithoutEffect", Refused(NewNetwork(Activation.Linear), new TrainingOptions { Optimizer = OptimizerKind.LBfgs, BatchSize = 2 }));
    }

    private static string Refused(Network network, TrainingOptions options) =>
        Assert.Throws<BackpropException>(() => Trainer.Train(network, s_xor, s_xorTarget, options, null, default)).Id;

    private static Network NewNetwork(Activation output) => Network.Create(
        2,
        [new LayerSpecification { Units = 4 }, new LayerSpecification { Units = 1 }],
        new NetworkSettings { Activation = Activation.Tanh, OutputActivation = output, Seed = 1 });
}
