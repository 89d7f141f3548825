using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>Parts of data are of the size asked for, with of each class its share, and weights are those of the part trained on.</summary>
public sealed class SplitTests
{
    [Fact]
    public void Classes_give_as_many_rows_as_in_scikit_learn()
    {
        foreach (var expected in Oracle.Load("stratified-split.json").EnumerateArray())
        {
            int[] counts = [.. Oracle.Numbers(expected.GetProperty("counts")).Select(count => (int)count)];
            int[] groups = [.. counts.SelectMany((count, group) => Enumerable.Repeat(group, count))];
            var (others, part) = Take(groups, expected.GetProperty("fraction").GetDouble(), seed: 1);
            Assert.Equal(Enumerable.Range(0, groups.Length), others.Concat(part).Order());

            // Which of two classes of one size gives the row that one of them must is drawn.
            IEnumerable<(int, int)> Sizes(IEnumerable<int> taken) => counts.Zip(taken).Order();
            Assert.Equal(
                Sizes(Oracle.Numbers(expected.GetProperty("taken")).Select(count => (int)count)),
                Sizes(counts.Select((_, group) => part.Count(row => groups[row] == group))));
        }
    }

    [Theory]
    [InlineData(10, 3, 0.5, 15)]
    [InlineData(20, 4, 0.1, 8)]
    [InlineData(1, 7, 0.5, 4)]
    [InlineData(50, 1, 0.3, 15)]
    public void Small_classes_together_give_the_part_asked_for(int classes, int rows, double fraction, int expected)
    {
        int[] groups = [.. Enumerable.Range(0, classes * rows).Select(row => row % classes)];
        int[][] parts = [.. Enumerable.Range(0, 20).Select(seed => Take(groups, fraction, seed).Part)];
        Assert.All(parts, part => Assert.Equal(expected, part.Length));
        Assert.All(
            parts,
            part => Assert.All(part.CountBy(row => groups[row]), share => Assert.InRange(share.Value, (rows * fraction) - 1, (rows * fraction) + 1)));

        // Every class gets its turn to give one row more.
        Assert.Equal(classes, parts.SelectMany(part => part.Select(row => groups[row])).Distinct().Count());
    }

    // Two of nine of the rare class, eight of 36 of the other: their weights are 28 / 7 / 2 to 28 / 28 / 2, whatever is validated on.
    [Fact]
    public void Classes_are_balanced_among_the_rows_trained_on()
    {
        int[] labels = [.. Enumerable.Range(0, 45).Select(row => row % 5 == 0 ? 1 : 0)];
        var input = DataMatrix.FromColumn("x", [.. labels.Select((label, row) => label + Math.Sin(row))]);
        var target = DataMatrix.FromColumn("y", [.. labels.Select(label => (double)label)]);
        var options = new TrainingOptions { BalancedClasses = true, ValidationSplit = 0.2, SampleWeight = [.. labels.Select((_, row) => row + 1.0)] };
        var plan = TrainingPlan.Of(NewNetwork(), input, target, options);
        Assert.Equal(36, plan.Samples.Target.Rows);
        double positives = plan.Samples.Target.ToArray<double>().Sum();
        Assert.Equal(7, positives);
        for (int row = 0; row < 36; row++)
        {
            // sin(row) is a row's own, so that it tells which of the rows one was.
            int original = Enumerable.Range(0, 45).Single(i => input[i, 0] == plan.Samples.Input[row, 0]);
            Assert.Equal((original + 1) * 36 / (2 * (labels[original] == 1 ? 7.0 : 29.0)), plan.SampleWeights[row], 1e-12);
        }
    }

    [Fact]
    public void Balanced_classes_give_the_same_bits_from_arrays_and_from_a_dataset()
    {
        int[] labels = [.. Enumerable.Range(0, 47).Select(row => row % 6 == 0 ? 1 : 0)];
        double[] x = [.. labels.Select((label, row) => label + Math.Sin(row))];
        var dataset = new Dataset("d", [new NumberColumn("x", x)], [new CategoryColumn("y", ColumnKind.Categorical, labels, ["no", "yes"])]);
        var options = new TrainingOptions
        {
            Epoch = 5,
            BalancedClasses = true,
            ValidationSplit = 0.3,
            SampleWeight = [.. labels.Select((_, row) => row + 1.0)],
        };
        var bare = NewNetwork();
        Trainer.Train(bare, DataMatrix.FromColumn("x", x), DataMatrix.FromColumn("y", [.. labels.Select(label => (double)label)]), options, null, default);
        var named = NewNetwork();
        named.Columns = ColumnFit.Of(dataset, Scaling.None, Scaling.None, UnknownCategory.Error, oneUnit: true);
        Trainer.Train(named, dataset, null, options, null, default);
        Assert.Equal(bare.Parameters, named.Parameters);
        Assert.Equal(bare.History.Select(record => record.ToString()), named.History.Select(record => record.ToString()));
    }

    [Fact]
    public void A_weight_that_is_none_is_named_by_its_place_among_all_rows()
    {
        int[] labels = [.. Enumerable.Range(0, 40).Select(row => row % 2)];
        var dataset = new Dataset(
            "d",
            [new NumberColumn("x", [.. labels.Select((_, row) => (double)row)])],
            [new CategoryColumn("y", ColumnKind.Categorical, labels, ["no", "yes"])]);
        double[] weights = [.. Enumerable.Repeat(1.0, 38), -1, 1];
        foreach (var (given, id, part) in new[] { (weights, "SampleWeightValue", "value 39"), (weights[..7], "SampleWeightCount", "40 rows") })
        {
            var fault = Assert.Throws<BackpropException>(
                () => Trainer.Train(NewNetwork(), dataset, null, new TrainingOptions { ValidationSplit = 0.5, SampleWeight = given }, null, default));
            Assert.Equal(id, fault.Id);
            Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        }
    }

    private static (int[] Others, int[] Part) Take(int[] groups, double fraction, int seed) =>
        Stratification.Take(groups, fraction, RandomStream.Create(seed, RandomPurpose.Split, 0));

    private static Network NewNetwork() =>
        Network.Create(
            1,
            [new LayerSpecification { Units = 3 }, new LayerSpecification { Units = 1 }],
            new NetworkSettings { OutputActivation = Activation.Sigmoid, Seed = 2 });
}
