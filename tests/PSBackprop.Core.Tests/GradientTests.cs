using CsCheck;

using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>Backpropagation against central differences.</summary>
public sealed class GradientTests
{
    public static TheoryData<Activation, Activation, Loss> Pairs()
    {
        var pairs = new TheoryData<Activation, Activation, Loss>();
        foreach (Activation activation in Enum.GetValues<Activation>().Except([Activation.Softmax]))
        {
            pairs.Add(activation, activation, Loss.SumSquaredError);
            pairs.Add(activation, activation, Loss.MeanSquaredError);
            pairs.Add(activation, Activation.Sigmoid, Loss.BinaryCrossEntropy);
            pairs.Add(activation, Activation.Softmax, Loss.CategoricalCrossEntropy);
        }

        foreach (Loss loss in new[] { Loss.MeanAbsoluteError, Loss.Huber, Loss.LogCosh })
        {
            pairs.Add(Activation.Tanh, Activation.Linear, loss);
            pairs.Add(Activation.SiLU, Activation.Sigmoid, loss);
        }

        pairs.Add(Activation.Tanh, Activation.Tanh, Loss.Hinge);
        pairs.Add(Activation.Tanh, Activation.Linear, Loss.SquaredHinge);
        pairs.Add(Activation.Tanh, Activation.Softplus, Loss.Poisson);
        pairs.Add(Activation.Tanh, Activation.Softmax, Loss.KullbackLeibler);
        pairs.Add(Activation.Tanh, Activation.Softmax, Loss.SumSquaredError);
        pairs.Add(Activation.Tanh, Activation.Softmax, Loss.MeanSquaredError);

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Backpropagation_agrees_with_central_differences(Activation hidden, Activation output, Loss loss)
    {
        var random = new Random(7);
        RequireAgreement([5, 4, 3], hidden, output, loss, rows: 6, random);
    }

    [Fact]
    public void Backpropagation_agrees_for_random_architectures() =>
        Gen.Select(Gen.Int[1, 9].Array[2, 5], Gen.Int[1, 12], Gen.Enum<Activation>(), Gen.Int[0, int.MaxValue]).Sample(
            (sizes, rows, activation, seed) =>
            {
                bool isSoftmax = activation == Activation.Softmax;
                Activation hidden = isSoftmax ? Activation.Tanh : activation;
                RequireAgreement(isSoftmax ? [.. sizes, 3] : sizes, hidden, activation, Loss.MeanSquaredError, rows, new Random(seed));
            },
            iter: 200);

    // The whole path: a step of plain gradient descent with a rate of 1 is the gradient of the loss that the history records.
    [Fact]
    public void A_training_step_follows_the_recorded_loss_for_random_losses_weights_and_penalties() =>
        Gen.Select(
            Gen.Int[1, 6].Array[2, 4],
            Gen.OneOf(Gen.Const(Activation.Tanh), Gen.Const(Activation.SiLU), Gen.Const(Activation.Gelu), Gen.Const(Activation.Sigmoid)),
            Gen.OneOf(
                Gen.Const(Loss.MeanSquaredError),
                Gen.Const(Loss.SumSquaredError),
                Gen.Const(Loss.LogCosh),
                Gen.Const(Loss.BinaryCrossEntropy),
                Gen.Const(Loss.CategoricalCrossEntropy),
                Gen.Const(Loss.KullbackLeibler)),
            Gen.Double[0, 0.1],
            Gen.Int[0, int.MaxValue]).Sample(
            (sizes, hidden, loss, penalty, seed) =>
            {
                var random = new Random(seed);
                Activation output = loss switch
                {
                    Loss.BinaryCrossEntropy => Activation.Sigmoid,
                    Loss.CategoricalCrossEntropy or Loss.KullbackLeibler => Activation.Softmax,
                    _ => Activation.Linear,
                };
                int[] units = output == Activation.Softmax ? [.. sizes, 3] : sizes;
                var network = Network.Create(
                    units[0],
                    [.. units.Skip(1).Select(count => new LayerSpecification { Units = count })],
                    new NetworkSettings { Activation = hidden, OutputActivation = output, Seed = 1 });
                double[] start = [.. network.Parameters.Select(value => value + (0.2 * random.NextDouble()) + 0.01)];
                var input = Data(7, units[0], () => (2 * random.NextDouble()) - 1);
                var target = Data(7, units[^1], random.NextDouble);
                double[] weights = [.. Enumerable.Range(0, 7).Select(_ => random.NextDouble() + 0.1)];
                (double Loss, double[] After) Step(double[] parameters)
                {
                    Network own = network.Clone();
                    own.SetParameters([.. parameters]);
                    var options = new TrainingOptions
                    {
                        Epoch = 1,
                        FullBatch = true,
                        Optimizer = OptimizerKind.Sgd,
                        LearningRate = 1,
                        Loss = loss,
                        L2 = penalty,
                        L1 = penalty / 3,
                        SampleWeight = weights,
                    };
                    Trainer.Train(own, input, target, options, null, default);
                    return (own.History[0].Loss, own.Parameters);
                }

                double[] after = Step(start).After;
                for (int i = 0; i < start.Length; i++)
                {
                    double Moved(double offset)
                    {
                        double[] moved = [.. start];
                        moved[i] += offset;
                        return Step(moved).Loss;
                    }

                    double slope = (Moved(1e-5) - Moved(-1e-5)) / 2e-5;
                    bool kink = Math.Abs(start[i]) < 1e-4;
                    Assert.True(
                        kink || Math.Abs(slope - (start[i] - after[i])) < 1e-7 * (1 + Math.Abs(slope)),
                        $"{hidden}, {loss}, parameter {i}: {start[i] - after[i]:R}, differences {slope:R}");
                }
            },
            iter: 60);

    private static void RequireAgreement(int[] sizes, Activation hidden, Activation output, Loss loss, int rows, Random random)
    {
        var network = Network.Create(
            sizes[0],
            [.. sizes.Skip(1).Select(units => new LayerSpecification { Units = units })],
            new NetworkSettings { Activation = hidden, OutputActivation = output, Seed = 1, Initializer = Initializer.GlorotNormal });
        network.SetParameters([.. network.Parameters.Select(value => value + (0.1 * (random.NextDouble() - 0.5)))]);
        var input = Data(rows, sizes[0], () => (2 * random.NextDouble()) - 1);
        var target = Data(rows, sizes[^1], random.NextDouble);
        var function = LossFamily.Create(loss);
        double[] gradient = Propagated.Of(network, input, target, function).Gradient;
        double[] parameters = network.Parameters;
        double scale = gradient.Max(Math.Abs) + 1e-3;
        for (int i = 0; i < parameters.Length; i++)
        {
            double slope = Slopes(network, parameters, i, 1e-5, input, target, function)[0];
            if (Math.Abs(slope - gradient[i]) <= 1e-7 * scale)
            {
                continue;
            }

            // A kink of the activation may lie between the two points, however close they are: then one side is free of it.
            bool agrees = Slopes(network, parameters, i, 1e-7, input, target, function).Any(closer => Math.Abs(closer - gradient[i]) <= 1e-5 * scale);
            Assert.True(
                agrees,
                $"{hidden}, {output}, {loss}, parameter {i}: backpropagation {gradient[i]:R}, differences {slope:R}");
        }
    }

    // Of both sides, of the left, and of the right.
    private static double[] Slopes(
        Network network, double[] parameters, int index, double step, DataMatrix input, DataMatrix target, LossFunction loss)
    {
        double Loss(double offset)
        {
            double[] moved = [.. parameters];
            moved[index] += offset;
            network.SetParameters(moved);
            return Propagated.Of(network, input, target, loss).Loss;
        }

        var (left, middle, right) = (Loss(-step), Loss(0), Loss(step));
        network.SetParameters(parameters);
        return [(right - left) / (2 * step), (middle - left) / step, (right - middle) / step];
    }

    private static DataMatrix Data(int rows, int columns, Func<double> next) =>
        new("data", [.. Enumerable.Range(0, rows * columns).Select(_ => next())], rows, columns);
}
