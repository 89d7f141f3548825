using System.Globalization;
using System.Text.Json;

using PSBackprop.Activations;
using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>Every activation, loss, optimizer and schedule against figures computed with PyTorch 1.13 for the same start and data.</summary>
/// <remarks>
/// NAdam is PyTorch's multi-tensor form, which is the documented formula; its single-tensor form of that version counts
/// one factor of the momentum product twice. Its hard sigmoid holds 1/6 in single precision.
/// </remarks>
public sealed class PyTorchMethodTests
{
    private static readonly JsonElement s_figures = Oracle.Load("pytorch-methods.json");

    public static TheoryData<string> Activations() => [.. s_figures.GetProperty("activations").EnumerateObject().Select(entry => entry.Name)];

    public static TheoryData<string> Trajectories() => [.. s_figures.GetProperty("trajectories").EnumerateObject().Select(entry => entry.Name)];

    public static TheoryData<string> Schedules() => [.. s_figures.GetProperty("schedules").EnumerateObject().Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Activations))]
    public void An_activation_and_its_derivative_have_its_values(string name)
    {
        JsonElement figures = s_figures.GetProperty("activations").GetProperty(name);
        double[] z = Oracle.Numbers(figures.GetProperty("z"));
        double[] a = new double[z.Length];
        double[] delta = [.. Enumerable.Repeat(1.0, z.Length)];
        var function = ActivationFamily.Create(Enum.Parse<Activation>(name, ignoreCase: true));
        function.Apply<double>(z, a, z.Length);
        function.Differentiate<double>(z, a, delta, z.Length);
        double tolerance = name == "hardSigmoid" ? 1e-8 : 1e-13;
        Oracle.AssertClose(Oracle.Numbers(figures.GetProperty("f")), a, tolerance);
        Oracle.AssertClose(Oracle.Numbers(figures.GetProperty("df")), delta, tolerance);
    }

    [Theory]
    [InlineData("meanAbsoluteError", Loss.MeanAbsoluteError, Activation.Linear, "regression", 0)]
    [InlineData("huber", Loss.Huber, Activation.Linear, "regression", 0)]
    [InlineData("logCosh", Loss.LogCosh, Activation.Linear, "regression", 0)]
    [InlineData("hinge", Loss.Hinge, Activation.Linear, "sign", 0)]
    [InlineData("squaredHinge", Loss.SquaredHinge, Activation.Linear, "sign", 0)]
    [InlineData("poisson", Loss.Poisson, Activation.Softplus, "count", 0)]
    [InlineData("kullbackLeibler", Loss.KullbackLeibler, Activation.Softmax, "distribution", 0)]
    [InlineData("categoricalCrossEntropySmoothed", Loss.CategoricalCrossEntropy, Activation.Softmax, "class", 0.1)]
    public void A_loss_and_its_gradient_have_its_values(string name, Loss loss, Activation output, string kind, double smoothing)
    {
        JsonElement figures = s_figures.GetProperty("losses").GetProperty(name);
        DataMatrix target = Target(kind);
        var network = Oracle.Network(target.Columns, Activation.Tanh, output);
        var actual = Propagated.Of(network, Oracle.Input, target, LossFamily.All[loss].Create(smoothing));
        Oracle.AssertClose(figures.GetProperty("loss").GetDouble(), actual.Loss, 1e-13, "loss");
        Oracle.AssertClose(Oracle.Numbers(figures.GetProperty("gradient")), actual.Gradient, 1e-13);
    }

    [Fact]
    public void Class_weights_divide_by_the_sum_of_weights()
    {
        JsonElement figures = s_figures.GetProperty("losses").GetProperty("categoricalCrossEntropyWeighted");
        var network = Oracle.Network(3, Activation.Tanh, Activation.Softmax);
        double[] before = [.. network.Parameters];
        var options = new TrainingOptions
        {
            Epoch = 1,
            FullBatch = true,
            Optimizer = OptimizerKind.Sgd,
            LearningRate = 1,
            ClassWeight = new Dictionary<int, double> { [1] = 2, [2] = 0.5 },
        };
        Trainer.Train(network, Oracle.Input, Oracle.ClassTarget, options, null, default);
        Oracle.AssertClose(figures.GetProperty("loss").GetDouble(), network.History[0].Loss, 1e-13, "loss");
        Oracle.AssertClose([.. before.Zip(Oracle.Numbers(figures.GetProperty("gradient")), (w, g) => w - g)], network.Parameters, 1e-13);
    }

    [Theory]
    [MemberData(nameof(Trajectories))]
    public void Hundred_updates_lead_where_it_goes(string name)
    {
        JsonElement figures = s_figures.GetProperty("trajectories").GetProperty(name);
        var network = Oracle.Network(3, Activation.Tanh, Activation.Softmax);
        if (name == "frozen")
        {
            network.Layers[0].Frozen = FrozenPart.Weights;
            network.Layers[1].Frozen = FrozenPart.Biases;
        }

        TrainingOptions options = Options(name);
        // Rprop reaches a loss of 0 after some 40 updates; from there the signs of rounding errors lead it.
        options.Epoch = name == "rprop" ? 25 : 100;
        options.FullBatch = true;
        Trainer.Train(network, Oracle.Input, Oracle.ClassTarget, options, null, default);
        foreach (JsonProperty loss in figures.GetProperty("loss").EnumerateObject())
        {
            double actual = network.History[int.Parse(loss.Name, CultureInfo.InvariantCulture) - 1].Loss;
            Oracle.AssertClose(loss.Value.GetDouble(), actual, 1e-10, $"loss of epoch {loss.Name}");
        }

        Oracle.AssertClose(Oracle.Numbers(figures.GetProperty("parameters")), network.Parameters, 1e-10);
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void A_schedule_gives_its_rates(string name)
    {
        double[] expected = Oracle.Numbers(s_figures.GetProperty("schedules").GetProperty(name));
        var options = new TrainingOptions { Epoch = expected.Length, FullBatch = true, Optimizer = OptimizerKind.Sgd, LearningRate = 0.1 };
        options.LearningRateSchedule = Enum.Parse<ScheduleKind>(name, ignoreCase: true);
        (int?, double?, double?, int?, double?) settings = name switch
        {
            "step" => (7, 0.5, null, null, null),
            "exponential" => (null, 0.9, null, null, null),
            "inverseTime" => (null, 0.1, null, null, null),
            "polynomial" => (null, null, 2, null, 0.01),
            "cosine" => (null, null, null, null, 0.001),
            "cosineRestart" => (5, null, null, 2, 0.001),
            _ => (null, null, null, null, null),
        };
        (options.ScheduleStep, options.ScheduleDecay, options.SchedulePower, options.ScheduleGrowth, options.MinimumLearningRate) = settings;
        var network = Oracle.Network(3, Activation.Tanh, Activation.Softmax);
        Trainer.Train(network, Oracle.Input, Oracle.ClassTarget, options, null, default);
        Oracle.AssertClose(expected, [.. network.History.Select(record => record.LearningRate)], 1e-12);
    }

    [Fact]
    public void Batch_normalization_trains_and_predicts_as_it_does()
    {
        JsonElement figures = s_figures.GetProperty("batchNormalization");
        var network = Network.Create(
            3,
            [
                new LayerSpecification { Units = 4, Activation = Activation.Linear },
                new LayerSpecification { Kind = LayerKind.BatchNormalization, Activation = Activation.Tanh },
                new LayerSpecification { Units = 3 },
            ],
            new NetworkSettings { OutputActivation = Activation.Softmax, Seed = 0 });
        double[] plain = Oracle.Network(3, Activation.Tanh, Activation.Softmax).Parameters;
        network.SetParameters([.. plain[..16], 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, .. plain[16..]]);
        double[] gradient = Propagated.Of(network.Clone(), Oracle.Input, Oracle.ClassTarget, LossFamily.Create(Loss.CategoricalCrossEntropy)).Gradient;
        Oracle.AssertClose(Oracle.Numbers(figures.GetProperty("gradient")), [.. gradient[..24], .. gradient[32..]], 1e-12);

        var options = new TrainingOptions { Epoch = 100, FullBatch = true, Optimizer = OptimizerKind.Sgd, LearningRate = 0.1, Momentum = 0.9 };
        Trainer.Train(network, Oracle.Input, Oracle.ClassTarget, options, null, default);
        foreach (JsonProperty loss in figures.GetProperty("loss").EnumerateObject())
        {
            Oracle.AssertClose(
                loss.Value.GetDouble(),
                network.History[int.Parse(loss.Name, CultureInfo.InvariantCulture) - 1].Loss,
                1e-10,
                $"loss of epoch {loss.Name}");
        }

        double[] parameters = network.Parameters;
        Oracle.AssertClose(Oracle.Numbers(figures.GetProperty("parameters")), [.. parameters[..24], .. parameters[32..]], 1e-9);
        Oracle.AssertClose(Oracle.Numbers(figures.GetProperty("mean")), parameters[24..28], 1e-10);
        Oracle.AssertClose(Oracle.Numbers(figures.GetProperty("variance")), parameters[28..32], 1e-10);
        double[] predictions = [.. Predictor.Create(network, 6).Predict(Oracle.Input, default).SelectMany(output => output)];
        Oracle.AssertClose(Oracle.Flat(figures.GetProperty("predictions")), predictions, 1e-9);
    }

    private static TrainingOptions Options(string name) => name switch
    {
        "sgd" => new() { Optimizer = OptimizerKind.Sgd, LearningRate = 0.1 },
        "nesterov" => new() { Optimizer = OptimizerKind.Sgd, LearningRate = 0.1, Momentum = 0.9, Nesterov = true },
        "adaGrad" => new() { Optimizer = OptimizerKind.AdaGrad, LearningRate = 0.1 },
        "adaDelta" => new() { Optimizer = OptimizerKind.AdaDelta },
        "rmsProp" => new() { Optimizer = OptimizerKind.RmsProp },
        "rmsPropCentered" => new() { Optimizer = OptimizerKind.RmsProp, Centered = true },
        "rmsPropMomentum" => new() { Optimizer = OptimizerKind.RmsProp, Momentum = 0.9 },
        "adam" => new() { Optimizer = OptimizerKind.Adam, LearningRate = 0.05 },
        "amsGrad" => new() { Optimizer = OptimizerKind.Adam, LearningRate = 0.05, AmsGrad = true },
        "adamW" => new() { Optimizer = OptimizerKind.AdamW, LearningRate = 0.05, WeightDecay = 0.1 },
        "adamWAmsGrad" => new() { Optimizer = OptimizerKind.AdamW, LearningRate = 0.05, WeightDecay = 0.1, AmsGrad = true },
        "nadam" => new() { Optimizer = OptimizerKind.NAdam, LearningRate = 0.05 },
        "radam" => new() { Optimizer = OptimizerKind.RAdam, LearningRate = 0.05 },
        "adaMax" => new() { Optimizer = OptimizerKind.AdaMax, LearningRate = 0.05 },
        "rprop" => new() { Optimizer = OptimizerKind.Rprop },
        "lion" => new() { Optimizer = OptimizerKind.Lion, LearningRate = 0.01 },
        "lionDecay" => new() { Optimizer = OptimizerKind.Lion, LearningRate = 0.01, WeightDecay = 0.1 },
        "clipNorm" => new() { Optimizer = OptimizerKind.Sgd, LearningRate = 0.5, GradientClip = 0.1 },
        "clipValue" => new() { Optimizer = OptimizerKind.Sgd, LearningRate = 0.5, GradientClipValue = 0.02 },
        "frozen" => new() { Optimizer = OptimizerKind.AdamW, LearningRate = 0.05, WeightDecay = 0.1 },
        "maxNorm" => new() { Optimizer = OptimizerKind.Sgd, LearningRate = 0.5, MaxNorm = 0.8 },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static DataMatrix Target(string kind) => kind switch
    {
        "regression" => Oracle.RegressionTarget,
        "sign" => Mapped(Oracle.BinaryTarget, value => (2 * value) - 1),
        "count" => Mapped(Oracle.BinaryTarget, value => (3 * value) + 1),
        "distribution" => DataMatrix.FromRows("y", Oracle.Rows(s_figures.GetProperty("distributions"))),
        _ => Oracle.ClassTarget,
    };

    private static DataMatrix Mapped(DataMatrix data, Func<double, double> map) =>
        DataMatrix.FromColumn("y", [.. Enumerable.Range(0, data.Rows).Select(row => map(data[row, 0]))]);
}
