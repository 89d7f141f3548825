using System.Text.Json;

using PSBackprop.Activations;
using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training;
using PSBackprop.Training.Optimizers;

namespace PSBackprop.Core.Tests;

/// <summary>Figures of PyTorch 1.13.1.</summary>
public sealed class PyTorchTests
{
    [Theory]
    [InlineData("sigmoid", Activation.Sigmoid)]
    [InlineData("tanh", Activation.Tanh)]
    [InlineData("relu", Activation.ReLU)]
    [InlineData("elu1", Activation.Elu)]
    [InlineData("gelu_erf", Activation.Gelu)]
    [InlineData("softplus", Activation.Softplus)]
    public void Activations_and_their_derivatives_have_its_values(string name, Activation activation)
    {
        JsonElement values = Oracle.PyTorch.GetProperty("act_values").GetProperty(name);
        double[] z = Oracle.Numbers(values.GetProperty("z"));
        double[] a = new double[z.Length];
        double[] delta = [.. Enumerable.Repeat(1.0, z.Length)];
        var function = ActivationFamily.Create(activation);
        function.Apply<double>(z, a, z.Length);
        function.Differentiate<double>(z, a, delta, z.Length);
        Oracle.AssertClose(Oracle.Numbers(values.GetProperty("f")), a, 1e-14);
        Oracle.AssertClose(Oracle.Numbers(values.GetProperty("df")), delta, 1e-14);
    }

    [Theory]
    [InlineData("mse_mean|tanh", Activation.Tanh, Activation.Linear, Loss.MeanSquaredError)]
    [InlineData("huber1_mean|tanh", Activation.Tanh, Activation.Linear, Loss.Huber)]
    [InlineData("bce_sigmoid|relu", Activation.ReLU, Activation.Sigmoid, Loss.BinaryCrossEntropy)]
    [InlineData("ce_softmax|tanh", Activation.Tanh, Activation.Softmax, Loss.CategoricalCrossEntropy)]
    public void Losses_and_gradients_have_its_values(string name, Activation hidden, Activation output, Loss loss)
    {
        JsonElement expected = Oracle.PyTorch.GetProperty("grads").GetProperty(name);
        var network = Oracle.Network(output == Activation.Softmax ? 3 : 1, hidden, output);
        var target = output switch
        {
            Activation.Softmax => Oracle.ClassTarget,
            Activation.Sigmoid => Oracle.BinaryTarget,
            _ => Oracle.RegressionTarget,
        };
        var actual = Propagated.Of(network, Oracle.Input, target, LossFamily.Create(loss));
        Oracle.AssertClose(expected.GetProperty("loss").GetDouble(), actual.Loss, 1e-14, "loss");
        Oracle.AssertClose(Oracle.Flat(expected.GetProperty("grads")), actual.Gradient, 1e-14);
    }

    [Theory]
    [InlineData("SGD lr.1", OptimizerKind.Sgd, 0.1, null, null)]
    [InlineData("SGD lr.1 mom.9", OptimizerKind.Sgd, 0.1, 0.9, null)]
    [InlineData("AdamW lr.01 wd.01", OptimizerKind.AdamW, 0.01, null, 0.01)]
    [InlineData("RMSprop lr.01", OptimizerKind.RmsProp, 0.01, null, null)]
    public void Hundred_updates_lead_where_it_goes(string name, OptimizerKind optimizer, double rate, double? momentum, double? decay)
    {
        JsonElement expected = Oracle.PyTorch.GetProperty("traj").GetProperty(name);
        var network = Oracle.Network(3, Activation.Tanh, Activation.Softmax);
        var options = new TrainingOptions
        {
            Epoch = 100,
            FullBatch = true,
            Optimizer = optimizer,
            LearningRate = rate,
            Momentum = momentum,
            WeightDecay = decay,
        };
        Trainer.Train(network, Oracle.Input, Oracle.ClassTarget, options, null, default);
        foreach (JsonProperty loss in expected.GetProperty("loss_after_n_updates").EnumerateObject().Where(loss => loss.Name != "100"))
        {
            double actual = network.History[int.Parse(loss.Name, System.Globalization.CultureInfo.InvariantCulture)].Loss;
            Oracle.AssertClose(loss.Value.GetDouble(), actual, 1e-11, $"loss after {loss.Name} updates");
        }

        Oracle.AssertClose(Oracle.Flat(expected.GetProperty("params_after_100")), network.Parameters, 1e-11);
    }

    // PyTorch's own baselines for its optimizers: the loss is the plain sum of the outputs.
    [Theory]
    [InlineData(0, 0, new[] { 1, 101, 1001 }, new[] { -0.14255126505509488, -1.873409073108485, -2.877716472882302 })]
    [InlineData(0.9, 0.01, new[] { 1001 }, new[] { -2.0634616066978615 })]
    public void Published_optimizer_baselines_are_met(double momentum, double decay, int[] steps, double[] bias)
    {
        var network = Network.Create(
            2,
            [new LayerSpecification { Units = 3 }, new LayerSpecification { Units = 1 }],
            new NetworkSettings { Activation = Activation.Sigmoid, OutputActivation = Activation.Sigmoid });
        network.SetParameters(
        [
            -0.21089885683388707, -0.1412921620247176, -0.2523635082803723,
            -0.4975560466422629, -0.3420288967865903, 0.6975570255493778,
            -0.10853121966252376, -0.297948499687533, 0.6892015099955718,
            -0.05080313011597654, -0.3941351875105899, -0.28433759745928844,
            -0.07113812430174121,
        ]);
        double[] input = [.1, .2, .3, .4, .5, .6];
        double[] target = [0, 0, 0];
        var workspace = Workspace<double>.ForTraining(network, 3);
        var optimizer = new Sgd(momentum, nesterov: false);
        var state = new OptimizerState<double>(
            workspace.Parameters,
            workspace.Gradient,
            [(0, network.ParameterCount)],
            optimizer.MemoryCount,
            optimizer.ScalarCount,
            ParallelTeam.Single);
        for (int step = 1; step <= steps[^1]; step++)
        {
            ForwardPass.Run<double>(workspace, input, 3);
            BackwardPass.Run<double>(workspace, input, target, default, new OutputSum(), 1, 3, accumulate: false);
            for (int i = 0; i < workspace.Gradient.Length; i++)
            {
                workspace.Gradient[i] += decay * workspace.Parameters[i];
            }

            state.Step = step;
            optimizer.Update(state, 0.1, decay: 1);
            int index = Array.IndexOf(steps, step);
            if (index >= 0)
            {
                Oracle.AssertClose(bias[index], workspace.Parameters[^1], 1e-12, $"bias after {step} steps");
            }
        }
    }

    private sealed class OutputSum : LossFunction
    {
        public override double Sum<T>(ReadOnlySpan<T> netInput, ReadOnlySpan<T> output, ReadOnlySpan<T> target, ReadOnlySpan<T> weights, int outputs) => 0;

        public override void Gradient<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target, T factor, Span<T> delta, int outputs) => delta.Fill(factor);
    }
}
