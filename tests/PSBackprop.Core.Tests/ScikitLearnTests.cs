using System.Globalization;
using System.Text.Json;

using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training;
using PSBackprop.Training.Optimizers;

namespace PSBackprop.Core.Tests;

/// <summary>Figures of scikit-learn 1.2.1.</summary>
public sealed class ScikitLearnTests
{
    [Theory]
    [InlineData("clf3_softmax_tanh_sgd0.1", Activation.Tanh, 0)]
    [InlineData("clf3_softmax_relu_sgd0.1", Activation.ReLU, 0)]
    [InlineData("clf3_softmax_tanh_sgd0.1_mom0.9", Activation.Tanh, 0.9)]
    [InlineData("bin_sigmoid_bce_tanh_sgd0.1", Activation.Tanh, 0)]
    public void Hundred_epochs_give_its_losses_weights_and_probabilities(string name, Activation hidden, double momentum)
    {
        JsonElement run = Oracle.ScikitLearn.GetProperty("runs").GetProperty(name);
        bool binary = run.GetProperty("out_activation").GetString() == "logistic";
        var network = Oracle.Network(binary ? 1 : 3, hidden, binary ? Activation.Sigmoid : Activation.Softmax);
        var options = new TrainingOptions { Epoch = 100, FullBatch = true, Optimizer = OptimizerKind.Sgd, LearningRate = 0.1, Momentum = momentum };
        Trainer.Train(network, Oracle.Input, binary ? Oracle.BinaryTarget : Oracle.ClassTarget, options, null, default);

        foreach (JsonProperty loss in run.GetProperty("loss_curve").EnumerateObject())
        {
            double actual = network.History[int.Parse(loss.Name, CultureInfo.InvariantCulture) - 1].Loss;
            Oracle.AssertClose(loss.Value.GetDouble(), actual, 1e-11, $"loss before update {loss.Name}");
        }

        for (int l = 0; l < 2; l++)
        {
            var layer = (DenseLayer)network.Layers[l];
            Oracle.AssertClose(Oracle.Flat(run.GetProperty("coefs")[l]), [.. layer.Weights.Cast<double>()], 1e-11);
            Oracle.AssertClose(Oracle.Flat(run.GetProperty("intercepts")[l]), layer.Biases, 1e-11);
        }

        double[] probabilities = [.. Predictor.Create(network, 6)
            .Predict(Oracle.Input, default)
            .SelectMany(output => binary ? [1 - output[0], output[0]] : output)];
        Oracle.AssertClose(Oracle.Flat(run.GetProperty("pred")), probabilities, 1e-11);
    }

    // scikit-learn adds epsilon to the root before the correction, so its 1e-8 is 1e-8 / √(1 − β₂ᵗ) here, another at each step.
    [Fact]
    public void Its_Adam_is_Adam_with_a_converted_epsilon()
    {
        JsonElement run = Oracle.ScikitLearn.GetProperty("runs").GetProperty("clf3_softmax_tanh_adam0.01");
        var network = Oracle.Network(3, Activation.Tanh, Activation.Softmax);
        var loss = LossFamily.Create(Loss.CategoricalCrossEntropy);
        var workspace = Workspace<double>.ForTraining(network, 6);
        double[] input = Oracle.Input.ToArray<double>();
        double[] target = Oracle.ClassTarget.ToArray<double>();
        var state = new OptimizerState<double>(workspace.Parameters, workspace.Gradient, [(0, network.ParameterCount)], 2, 0, ParallelTeam.Single);
        for (int step = 1; step <= 100; step++)
        {
            ForwardPass.Run<double>(workspace, input, 6);
            BackwardPass.Run<double>(workspace, input, target, default, loss, 1 / 6.0, 6, accumulate: false);
            state.Step = step;
            new Adam(0.9, 0.999, 1e-8 / Math.Sqrt(1 - Math.Pow(0.999, step)), amsGrad: false).Update(state, 0.01, decay: 1);
        }

        network.SetParameters([.. workspace.Parameters]);
        for (int l = 0; l < 2; l++)
        {
            var layer = (DenseLayer)network.Layers[l];
            Oracle.AssertClose(Oracle.Flat(run.GetProperty("coefs")[l]), [.. layer.Weights.Cast<double>()], 1e-10);
            Oracle.AssertClose(Oracle.Flat(run.GetProperty("intercepts")[l]), layer.Biases, 1e-10);
        }
    }

    // scikit-learn's own hand-worked step, with its penalty of ½ · 0.1 · Σ w².
    [Fact]
    public void The_hand_worked_step_gives_the_published_numbers()
    {
        var network = Network.Create(
            3,
            [new LayerSpecification { Units = 2 }, new LayerSpecification { Units = 1 }],
            new NetworkSettings { Activation = Activation.Sigmoid, OutputActivation = Activation.Sigmoid });
        network.SetParameters([0.1, 0.2, 0.3, 0.1, 0.5, 0, 0.1, 0.1, 0.1, 0.2, 1]);
        var input = DataMatrix.FromRows("x", [[0.6, 0.8, 0.7]]);
        var target = DataMatrix.FromColumn("y", [0]);
        var options = new TrainingOptions { Epoch = 1, FullBatch = true, Optimizer = OptimizerKind.Sgd, LearningRate = 0.1, L2 = 0.1 };
        Trainer.Train(network, input, target, options, null, default);
        Oracle.AssertClose(
        [
            0.09799927101876635, 0.1957545466925248, 0.29566569469168846, 0.09600606225669969, 0.4938324828552274, -0.00261969552538777,
            0.09833211836461057, 0.09625757782087463,
            0.04701212914783179, 0.15402918140357222,
            0.9234547978090479,
        ], network.Parameters, 1e-14);
        Oracle.AssertClose(0.7394919180486681, Predictor.Create(network, 1).Predict(input, default).Single()[0], 1e-14, "probability");
    }
}
