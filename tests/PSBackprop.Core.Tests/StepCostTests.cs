using System.Diagnostics;

using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Numerics.Kernels;
using PSBackprop.Training;
using PSBackprop.Training.Optimizers;

namespace PSBackprop.Core.Tests;

/// <summary>What a training step costs: no memory, and a part of what plain loops take for the same weights.</summary>
[Collection(nameof(StepCostTests))]
public sealed class StepCostTests
{
    private const int LeastObject = 24;

    [Theory]
    [InlineData(1, Precision.Single)]
    [InlineData(2, Precision.Single)]
    [InlineData(2, Precision.Double)]
    public void A_step_allocates_nothing(int threads, Precision precision)
    {
        const int steps = 100;
        var work = new Work([64, 100, 10], Batch: 200, Rows: steps * 200, precision);
        long Allocated(int epochs)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work.Train(epochs, threads);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(5);

        // An epoch has a record and a random order, whatever its steps; the runtime's own work is some ten thousand bytes, now and then,
        // where a step that allocates does so each time.
        long perStep = Enumerable.Range(0, 3).Min(_ => (Allocated(25) - Allocated(5)) / (20 * steps));
        Assert.True(perStep < LeastObject, $"A step allocates {perStep} bytes.");
    }

    // The processor takes a hundred times as long for numbers below the smallest normal one, and 0.9 times the smallest of all is itself again.
    [Fact]
    public void What_is_remembered_of_a_parameter_without_gradient_decays_to_nothing()
    {
        const int count = 37;
        var adam = (StepwiseOptimizer)OptimizerFamily.All[OptimizerKind.Adam];
        Optimizer optimizer = adam.Create(new TrainingOptions());
        var (memories, scalars) = (optimizer.MemoryCount, optimizer.ScalarCount);
        var state = new OptimizerState<float>(new float[count], new float[count], [(0, count)], memories, scalars, ParallelTeam.Single);
        Array.Fill(state.Gradient, 0.5f);
        for (state.Step = 1; state.Step <= 2000; state.Step++)
        {
            optimizer.Update(state, learningRate: 0.001, decay: 1);
            Array.Clear(state.Gradient);
            Assert.DoesNotContain(state.Memory[0], float.IsSubnormal);
        }

        Assert.All(state.Memory[0], static moment => Assert.Equal(0, moment));
        Assert.All(state.Memory[1], static moment => Assert.Equal(0.25 * 0.001 * Math.Pow(0.999, 1999), moment, 1e-7));
    }

    // Of one thread each, so that other work on the machine slows both alike. A processor with whole units of 512 bits has 30 to 55 times; one
    // that works on halves of them, or has but 256 bits, about 30.
    [Theory]
    [InlineData(new[] { 64, 100, 10 }, 200, 10, 50, 2)]
    [InlineData(new[] { 784, 512, 512, 10 }, 128, 3, 6, 2.5)]
    public void A_step_takes_a_part_of_what_plain_loops_take(int[] sizes, int batch, int steps, int epochs, double timesPerLane)
    {
        int lanes = Math.Min((int)TileKernel.Widest, 256) / 32;
        var work = new Work(sizes, batch, steps * batch, Precision.Single);
        work.Train(1, threads: 1);
        double[] plainWeights = [];
        double best = 0;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            TimeSpan own = work.Train(epochs, threads: 1).LastTraining!.Duration / epochs;
            long start = Stopwatch.GetTimestamp();
            plainWeights = work.TrainPlainly();
            best = Math.Max(best, Stopwatch.GetElapsedTime(start) / own);
        }

        Assert.True(best > timesPerLane * lanes, $"A step takes as long as plain loops divided by {best:F1}.");

        // Adam turns rounding into steps where a gradient is next to nothing, so a few weights may differ by more than rounding.
        double[] weights = work.Train(1, threads: 1).Parameters;
        Assert.InRange(Distance(plainWeights, weights), 0, 0.02 * Distance(work.Network().Parameters, weights));
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, static (x, y) => (x - y) * (x - y)).Sum());

    /// <summary>A classifier with ReLU layers and a softmax output, trained by Adam.</summary>
    private sealed record Work(int[] Sizes, int Batch, int Rows, Precision Precision)
    {
        private readonly double[][] _input = Draw(Rows, Sizes[0]);

        public Network Network() => PSBackprop.Network.Create(
            Sizes[0],
            [.. Sizes.Skip(1).Select(units => new LayerSpecification { Units = units })],
            new NetworkSettings { Activation = Activation.ReLU, OutputActivation = Activation.Softmax, Precision = Precision, Seed = 1 });

        public Network Train(int epochs, int threads)
        {
            Network network = Network();
            double[][] target = [.. Enumerable.Range(0, Rows)
                .Select(row => Enumerable.Range(0, Sizes[^1]).Select(unit => unit == Class(row) ? 1.0 : 0).ToArray())];
            var options = new TrainingOptions
            {
                Epoch = epochs, BatchSize = Batch, Optimizer = OptimizerKind.Adam, ThrottleLimit = threads, NoShuffle = true, NoValidation = true,
            };
            Trainer.Train(network, DataMatrix.FromRows("X", _input), DataMatrix.FromRows("y", target), options, null, default);
            return network;
        }

        /// <summary>One epoch by loops over numbers, from Rumelhart, Hinton, Williams 1986 and Kingma, Ba 2015; gives the weights after it.</summary>
        public double[] TrainPlainly()
        {
            int last = Sizes.Length - 1;
            float[] weights = [.. Network().Parameters.Select(static weight => (float)weight)];
            var (first, second, gradient) = (new float[weights.Length], new float[weights.Length], new float[weights.Length]);
            float[][] input = [.. _input.Select(static row => row.Select(static value => (float)value).ToArray())];
            float[][] output = [.. Sizes.Select(static size => new float[size])];
            float[][] delta = [.. Sizes.Select(static size => new float[size])];
            int[] start = new int[last + 1];
            for (int l = 1; l <= last; l++)
            {
                start[l] = l == 1 ? 0 : start[l - 1] + ((Sizes[l - 2] + 1) * Sizes[l - 1]);
            }

            for (int step = 1; step <= Rows / Batch; step++)
            {
                Array.Clear(gradient);
                for (int row = (step - 1) * Batch; row < step * Batch; row++)
                {
                    output[0] = input[row];
                    for (int l = 1; l <= last; l++)
                    {
                        Forward(l);
                    }

                    for (int j = 0; j < Sizes[last]; j++)
                    {
                        delta[last][j] = (output[last][j] - (j == Class(row) ? 1 : 0)) / Batch;
                    }

                    for (int l = last; l >= 1; l--)
                    {
                        Backward(l);
                    }
                }

                double rate = 0.001 / (1 - Math.Pow(0.9, step));
                double correction = Math.Sqrt(1 - Math.Pow(0.999, step));
                for (int i = 0; i < weights.Length; i++)
                {
                    first[i] = (0.9f * first[i]) + (0.1f * gradient[i]);
                    second[i] = (0.999f * second[i]) + (0.001f * gradient[i] * gradient[i]);
                    weights[i] -= (float)(rate * first[i] / ((Math.Sqrt(second[i]) / correction) + 1e-8));
                }
            }

            return [.. weights.Select(static weight => (double)weight)];

            void Forward(int l)
            {
                var (from, to) = (output[l - 1], output[l]);
                Array.Copy(weights, start[l] + (from.Length * to.Length), to, 0, to.Length);
                for (int i = 0; i < from.Length; i++)
                {
                    int place = start[l] + (i * to.Length);
                    for (int j = 0; j < to.Length; j++)
                    {
                        to[j] += from[i] * weights[place + j];
                    }
                }

                float most = to.Max();
                float sum = l == last ? to.Sum(value => MathF.Exp(value - most)) : 0;
                for (int j = 0; j < to.Length; j++)
                {
                    to[j] = l == last ? MathF.Exp(to[j] - most) / sum : MathF.Max(to[j], 0);
                }
            }

            void Backward(int l)
            {
                var (from, to) = (output[l - 1], delta[l]);
                for (int j = 0; j < to.Length; j++)
                {
                    gradient[start[l] + (from.Length * to.Length) + j] += to[j];
                }

                for (int i = 0; i < from.Length; i++)
                {
                    int place = start[l] + (i * to.Length);
                    float sum = 0;
                    for (int j = 0; j < to.Length; j++)
                    {
                        gradient[place + j] += from[i] * to[j];
                        sum += weights[place + j] * to[j];
                    }

                    delta[l - 1][i] = from[i] > 0 ? sum : 0;
                }
            }
        }

        private int Class(int row) => (int)(Math.Abs(_input[row][0] * 997) % Sizes[^1]);

        private static double[][] Draw(int rows, int columns)
        {
            var random = new Random(3);
            return [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => (2 * random.NextDouble()) - 1).ToArray())];
        }
    }
}

/// <summary>Times are taken while no other test runs.</summary>
[CollectionDefinition(nameof(StepCostTests), DisableParallelization = true)]
public sealed class AloneWhileMeasured;
