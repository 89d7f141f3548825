using MathNet.Numerics.Distributions;

using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;

namespace PSBackprop.Core.Tests;

/// <summary>What makes odd rows odd: the loss of rows given back, and how rare large numbers are.</summary>
public sealed class AnomalyTests
{
    // Two numbers, a state, three categories and a single one.
    private static NetworkColumn[] Columns =>
    [
        new("a", ColumnKind.Numeric, [], 1, Scaling.Standard),
        new("b", ColumnKind.Boolean, ["False", "True"], 1, Scaling.None),
        new("c", ColumnKind.Categorical, ["x", "y", "z"], 3, Scaling.None),
        new("d", ColumnKind.Numeric, [], 1, Scaling.Standard),
        new("e", ColumnKind.Categorical, ["only"], 1, Scaling.None),
    ];

    [Fact]
    public void The_loss_of_rows_given_back_is_the_mean_of_the_columns_own_by_what_knowing_nothing_costs()
    {
        LossFunction loss = LossFamily.All[Loss.Reconstruction].OfColumns!(Columns);
        double[] output = [0.5, -0.3, 1, 2, 0, -1, 4, 1.5, 2, 0.1, 0.2, 0.3, 0.25, -2];
        double[] target = [1, 1, 0, 1, 0, -0.5, 1, 0, 0, 0, 0, 0, 0, 0];
        double first = 0.25 + (Math.Log(1 + Math.Exp(0.3)) / Math.Log(2)) + ((Math.Log(Math.E + Math.Exp(2) + 1) - 2) / Math.Log(3)) + 0.25;

        // Of categories that are not known nothing is asked.
        double second = 2.25 + (Math.Log(1 + Math.Exp(2)) / Math.Log(2)) + 0.0625;
        Assert.Equal((first + second) / 5, loss.Sum<double>(output, output, target, default, 7), 1e-12);
        Assert.Equal(((2 * first) + (3 * second)) / 5, loss.Sum<double>(output, output, target, [2, 3], 7), 1e-12);
        Assert.True(loss.IsMean);
    }

    [Fact]
    public void Its_gradient_is_the_numerical_one()
    {
        LossFunction loss = LossFamily.All[Loss.Reconstruction].OfColumns!(Columns);
        var random = new Random(2);
        double[] output = [.. Enumerable.Range(0, 21).Select(_ => (4 * random.NextDouble()) - 2)];
        double[] target = [0.3, 1, 0, 0, 1, -1.2, 1, -0.4, 0, 1, 0, 0, 0.7, 1, 1.1, 1, 0, 0, 0, 0.2, 0];
        double[] gradient = new double[21];
        loss.Gradient<double>(output, target, 0.5, gradient, 7);
        for (int i = 0; i < output.Length; i++)
        {
            double original = output[i];
            output[i] = original + 1e-5;
            double above = loss.Sum<double>(output, output, target, default, 7);
            output[i] = original - 1e-5;
            double below = loss.Sum<double>(output, output, target, default, 7);
            output[i] = original;
            Assert.Equal(0.5 * (above - below) / 2e-5, gradient[i], 1e-8);
        }
    }

    [Fact]
    public void The_best_constants_are_lower_than_any_near_them()
    {
        LossFunction loss = LossFamily.All[Loss.Reconstruction].OfColumns!(Columns);
        var random = new Random(3);
        double[][] targets = [.. Enumerable.Range(0, 40).Select(row => new[]
        {
            random.NextDouble(), row % 3 == 0 ? 1 : 0, row % 4 == 0 ? 1 : 0, row % 4 == 1 ? 1 : 0, row % 4 > 1 ? 1 : 0, random.NextDouble(), 1,
        })];
        double[] best = loss.BestConstants(output => [.. targets.Select(row => row[output])], [], 7);
        double Cost(double[] constant) => targets.Sum(row => loss.Sum<double>(constant, constant, row, default, 7));
        double lowest = Cost(best);
        for (int output = 0; output < 7; output++)
        {
            foreach (double step in new[] { -0.05, 0.05 })
            {
                double[] other = [.. best];
                other[output] += step;
                Assert.True(Cost(other) >= lowest - 1e-12);
            }
        }
    }

    // Samples of three distributions, from short tails to long ones: what is told of new numbers is how often they come.
    [Theory]
    [InlineData("normal", 300)]
    [InlineData("normal", 60)]
    [InlineData("exponential", 300)]
    [InlineData("lognormal", 300)]
    public void A_number_that_one_in_a_thousand_exceeds_is_told_for_about_that(string distribution, int size)
    {
        var source = new MathNet.Numerics.Random.SystemRandomSource(7);
        IContinuousDistribution of = distribution switch
        {
            "normal" => new Normal(0, 1, source),
            "exponential" => new Exponential(1, source),
            _ => new LogNormal(0, 1, source),
        };
        double[] numbers = [.. Enumerable.Range(0, 4000).Select(_ => of.Sample())];
        double[] alerts = [.. Enumerable.Range(0, 200).Select(_ =>
        {
            var tail = new TailEstimate(Enumerable.Range(0, size).Select(_ => of.Sample()));
            return numbers.Average(number => tail.Of(number) < 0.001 ? 1.0 : 0);
        })];
        Assert.InRange(alerts.Average(), 0.0001, size < 100 ? 0.006 : 0.003);
    }

    [Fact]
    public void The_probability_of_a_number_of_the_same_kind_is_uniform()
    {
        var source = new MathNet.Numerics.Random.SystemRandomSource(8);
        double[] probabilities = [.. Enumerable.Range(0, 4000).Select(_ =>
        {
            var tail = new TailEstimate(Enumerable.Range(0, 50).Select(_ => Exponential.Sample(source, 1)));
            return tail.Of(Exponential.Sample(source, 1));
        }).Order()];
        for (int i = 0; i < probabilities.Length; i++)
        {
            // Kolmogorov's bound for one in a thousand, and what 50 numbers tell apart.
            Assert.InRange(probabilities[i] - ((i + 0.5) / probabilities.Length), -(1.95 / Math.Sqrt(4000)) - 0.02, (1.95 / Math.Sqrt(4000)) + 0.02);
        }
    }

    [Fact]
    public void A_robust_estimate_does_not_heed_a_few_numbers_of_another_kind()
    {
        var source = new MathNet.Numerics.Random.SystemRandomSource(9);
        double[] usual = [.. Enumerable.Range(0, 100).Select(_ => Exponential.Sample(source, 1))];
        double[] mixed = [.. usual, 900, 1000, 1100];
        Assert.InRange(new TailEstimate(mixed).Of(950), 1e-3, 1);
        Assert.InRange(new TailEstimate(mixed, isRobust: true).Of(950), 0, 1e-5);
        Assert.Equal(new TailEstimate(usual, isRobust: true).Of(4), new TailEstimate(mixed, isRobust: true).Of(4), 0.05);
    }

    [Fact]
    public void It_falls_as_numbers_rise_and_is_above_0_however_far_they_are()
    {
        foreach (double[] sample in new double[][] { [1], [1, 2], [.. Enumerable.Repeat(3.0, 40)], [.. Enumerable.Range(0, 500).Select(i => Math.Sqrt(i))] })
        {
            var tail = new TailEstimate(sample);
            double[] probabilities = [.. new[] { -1, 0, 1, 2, 3, 3.5, 10, 22.3, 30, 1e6, 1e100 }.Select(tail.Of)];
            Assert.Equal(probabilities.OrderDescending(), probabilities);
            Assert.All(probabilities, probability => Assert.InRange(probability, 1e-300, 1));
            Assert.Equal(sample.Order(), tail.Sorted);
        }
    }
}
