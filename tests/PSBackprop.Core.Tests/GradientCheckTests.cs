using System.Numerics;

using PSBackprop.Activations;
using PSBackprop.Data;
using PSBackprop.Evaluations;
using PSBackprop.Inference;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>The gradient check passes what is right and finds what is wrong.</summary>
public sealed class GradientCheckTests
{
    public static TheoryData<Activation, Loss> Pairs
    {
        get
        {
            var pairs = new TheoryData<Activation, Loss>();
            foreach (Activation hidden in Enum.GetValues<Activation>().Except([Activation.Softmax]))
            {
                foreach (Loss loss in Enum.GetValues<Loss>())
                {
                    pairs.Add(hidden, loss);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void It_passes_every_activation_loss_and_penalty(Activation hidden, Loss loss)
    {
        LossFunction function = LossFamily.Create(loss);
        Activation output = function.SuitedOutput;
        DataMatrix target = function.Domain == TargetDomain.Sign
            ? DataMatrix.FromRows(
                "y",
                [.. Enumerable.Range(0, Oracle.ClassTarget.Rows)
                    .Select(row => Enumerable.Range(0, 3).Select(j => (2 * Oracle.ClassTarget[row, j]) - 1).ToArray())])
            : Oracle.ClassTarget;
        foreach (var (l1, l2) in new[] { (0.0, 0.0), (0.01, 0.0), (0.0, 0.1) })
        {
            GradientCheck check = GradientChecker.Check(
                NewNetwork(hidden, output),
                Oracle.Input,
                target,
                new TrainingOptions { Loss = loss, L1 = l1, L2 = l2 },
                null,
                0,
                default);
            Assert.True(check.Verdict is GradientVerdict.Fine or GradientVerdict.Acceptable, $"{check}; {check.WorstParameters[0]}");
            Assert.True(check.Checked - check.Kinks >= check.Checked / 3, $"{check.Kinks} kinks");
        }
    }

    [Fact]
    public void It_passes_batch_normalization_dropout_and_single_precision()
    {
        var network = Network.Create(
            3,
            [
                new LayerSpecification { Units = 5, Activation = Activation.Linear },
                new LayerSpecification { Kind = LayerKind.BatchNormalization, Activation = Activation.Tanh, Dropout = 0.5 },
                new LayerSpecification { Units = 3 },
            ],
            new NetworkSettings { OutputActivation = Activation.Softmax, Precision = Precision.Single, Seed = 3 });
        GradientCheck check = GradientChecker.Check(network, Oracle.Input, Oracle.ClassTarget, new TrainingOptions(), null, 0, default);
        Assert.Equal(GradientVerdict.Fine, check.Verdict);
        Assert.Equal(3, check.Layers.Count);
    }

    [Fact]
    public void It_reports_a_unit_that_changes_sides_as_a_kink()
    {
        var network = Network.Create(
            1,
            [new LayerSpecification { Units = 1 }, new LayerSpecification { Units = 1 }],
            new NetworkSettings { Activation = Activation.ReLU, Seed = 1 });
        network.SetParameters([1, 0, 1, 0]);
        GradientCheck check = GradientChecker.Check(
            network,
            DataMatrix.FromRows("x", [[1e-4]]),
            DataMatrix.FromRows("y", [[1]]),
            new TrainingOptions(),
            null,
            0,
            default);
        Assert.True(check.Kinks > 0);
        Assert.NotEqual(GradientVerdict.Wrong, check.Verdict);
    }

    [Fact]
    public void It_finds_an_error_of_a_ten_thousandth_in_one_element()
    {
        Network network = NewNetwork(Activation.Tanh, Activation.Linear);
        network.Layers[0].Function = new OneWrongSlope(1e-4);
        GradientCheck check = GradientChecker.Check(
            network,
            Oracle.Input,
            DataMatrix.FromRows("y", [.. Enumerable.Range(0, 6).Select(i => new[] { 1.0, i, -1 })]),
            new TrainingOptions(),
            null,
            0,
            default);
        Assert.NotEqual(GradientVerdict.Fine, check.Verdict);
        Assert.NotEqual(GradientVerdict.Acceptable, check.Verdict);
        Assert.Equal((1, 2), (check.WorstParameters[0].Layer, check.WorstParameters[0].Unit));
        Assert.True(check.Layers[1].WorstError < 1e-7);
    }

    [Theory]
    [InlineData(Loss.MeanSquaredError)]
    [InlineData(Loss.SumSquaredError)]
    public void It_takes_no_rounding_for_an_error_where_gradients_are_small(Loss loss)
    {
        for (int seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var network = Network.Create(
                1,
                [new LayerSpecification { Units = 4 }, new LayerSpecification { Units = 1 }],
                new NetworkSettings { OutputActivation = Activation.Linear, Seed = seed });
            DataMatrix input = DataMatrix.FromRows("x", [.. Enumerable.Range(0, 40).Select(static _ => new[] { 0.0 })]);
            DataMatrix target = DataMatrix.FromRows("y", [.. Enumerable.Range(0, 40).Select(_ => new[] { 10 * random.NextDouble() })]);

            // Where the mean has been learned, the gradients are nearly 0 and the loss is not.
            Trainer.Train(network, input, target, new TrainingOptions { Loss = loss, Optimizer = OptimizerKind.LBfgs, Epoch = 30 }, null, default);
            GradientCheck check = GradientChecker.Check(network, input, target, new TrainingOptions { Loss = loss }, null, 0, default);
            Assert.True(check.Verdict == GradientVerdict.Fine, $"seed {seed}: {check}; {check.WorstParameters[0]}");
        }
    }

    [Fact]
    public void A_sample_is_drawn_from_its_seed()
    {
        GradientCheck Check(int seed) =>
            GradientChecker.Check(NewNetwork(Activation.Tanh, Activation.Softmax), Oracle.Input, Oracle.ClassTarget, new TrainingOptions(), 5, seed, default);
        Assert.Equal(5, Check(1).Checked);
        Assert.Equal(Check(1).WorstParameters, Check(1).WorstParameters);
        Assert.NotEqual(Check(1).WorstParameters, Check(2).WorstParameters);
    }

    private static Network NewNetwork(Activation hidden, Activation output) =>
        Network.Create(
            3,
            [new LayerSpecification { Units = 4 }, new LayerSpecification { Units = 3 }],
            new NetworkSettings { Activation = hidden, OutputActivation = output, Seed = 4 });

    /// <summary>The hyperbolic tangent with a derivative that is off for the second unit.</summary>
    private sealed class OneWrongSlope(double error) : ActivationFunction
    {
        private readonly ActivationFunction _right = ActivationFamily.Create(Activation.Tanh);

        public override double Minimum => _right.Minimum;

        public override double Maximum => _right.Maximum;

        public override Expression? Infer(Expression z) => null;

        public override void Apply<T>(ReadOnlySpan<T> netInput, Span<T> output, int units) => _right.Apply(netInput, output, units);

        public override void Differentiate<T>(ReadOnlySpan<T> netInput, ReadOnlySpan<T> output, Span<T> delta, int units)
        {
            _right.Differentiate(netInput, output, delta, units);
            for (int i = 1; i < delta.Length; i += units)
            {
                delta[i] *= T.CreateTruncating(1 + error);
            }
        }
    }
}
