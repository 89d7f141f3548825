using System.Text.Json;

using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Scalings;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>Robust scaling: the middle and the quartiles, and bounds that no outlier leaves.</summary>
public sealed class RobustScalingTests
{
    private static readonly ScalingMember s_robust = ScalingFamily.All[Scaling.Robust];

    private static readonly double[] s_extremes =
        [0, 1, -1, 2.5, 1e5, -1e5, 1e8, 1e9, 1e10, -1e154, 1e155, 1e300, double.MaxValue, -double.MaxValue, double.PositiveInfinity, double.NegativeInfinity];

    public static TheoryData<string> Cases => [.. Oracles().Select(Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_that_of_scikit_learn_with_smooth_clipping(string name)
    {
        JsonElement expected = Oracles().Single(item => Name(item) == name);
        double[] numbers = Oracle.Numbers(expected.GetProperty("numbers"));
        double[] given = [.. numbers];
        var (offset, scale) = s_robust.Fit(NumberStatistics.Of(numbers));
        Assert.Equal(given, numbers);
        Assert.Equal(expected.GetProperty("center").GetDouble(), offset);
        Assert.Equal(expected.GetProperty("scale").GetDouble(), scale);
        Assert.Equal((offset, scale), s_robust.Fit(NumberStatistics.Of([.. numbers.Reverse()])));
        Assert.Equal((offset, scale), s_robust.Fit(NumberStatistics.Of([.. numbers.OrderBy(static number => Math.Sin(1e3 * number))])));
        Dataset data = DatasetOf(numbers);
        DataMatrix units = DatasetEncoder.Inputs(Fit(data), data);
        double[] scaled = Oracle.Numbers(expected.GetProperty("scaled"));
        for (int row = 0; row < scaled.Length; row++)
        {
            Assert.Equal(scaled[row], units[row, 0], Math.Abs(scaled[row]) * 4e-16);
        }
    }

    [Fact]
    public void It_never_leaves_its_bounds_and_never_turns_back()
    {
        double[] sorted = [.. s_extremes.Order()];
        double[] bounded = Array.ConvertAll(sorted, s_robust.Bound);
        Assert.All(bounded, static value => Assert.InRange(value, -3 - 1e-15, 3 + 1e-15));
        Assert.Equal(bounded.Order(), bounded);
        Assert.Equal(0, s_robust.Bound(0));
        Assert.Equal(3, s_robust.Bound(double.PositiveInfinity), 1e-15);
    }

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void Outliers_do_not_spoil_a_training(Precision precision)
    {
        // The quartiles are so near each other that the outliers over their distance are beyond the range of numbers.
        double[] numbers = [.. Enumerable.Range(0, 60).Select(static i => (i % 10) * 1e-10), 1e300, -1e300, double.MaxValue, double.MinValue];
        var data = new Dataset("d", [new NumberColumn("x", numbers)], [new NumberColumn("y", [.. numbers.Select(static x => x > 4.5e-10 ? 1.0 : -1)])]);
        Network network = Network.Create(Fit(data), [new LayerSpecification { Units = 4 }], new NetworkSettings { Seed = 1, Precision = precision });
        Trainer.Train(network, data, null, new TrainingOptions { Epoch = 1000 }, null, default);
        DataMatrix units = DatasetEncoder.Inputs(network.Columns!, data);
        double[][] outputs = [.. Predictor.Create(network, units.Rows).Predict(units, default)];
        for (int row = 0; row < numbers.Length; row++)
        {
            Assert.Equal(numbers[row] > 4.5e-10, outputs[row][0] > 0);
        }

        Assert.Equal(3, units[60, 0], 1e-15);
        Assert.Equal(-3, units[63, 0], 1e-15);
    }

    [Fact]
    public void Numbers_without_spread_are_only_shifted()
    {
        Dataset data = DatasetOf([5, 5, 5]);
        NetworkColumn column = Fit(data).Input[0];
        Assert.Equal((5, 1), (column.Offset, column.Scale));
        Assert.Equal(0, DatasetEncoder.Inputs(Fit(data), data)[0, 0]);
    }

    [Fact]
    public void Where_the_quartiles_are_one_number_half_of_the_range_is_taken_without_leaving_the_range_of_numbers()
    {
        Assert.Equal((3, 4), s_robust.Fit(NumberStatistics.Of([3, 3, 3, 3, 3, 3, 1, 9])));
        Assert.Equal((0, double.MaxValue), s_robust.Fit(NumberStatistics.Of([0, 0, 0, 0, 0, 0, -double.MaxValue, double.MaxValue])));
        var (offset, scale) = s_robust.Fit(NumberStatistics.Of([-double.MaxValue, double.MaxValue]));
        Assert.Equal(0, offset);
        Assert.Equal(1, scale / double.MaxValue, 1e-15);
    }

    [Fact]
    public void What_is_missing_does_not_count_and_is_scaled_like_the_number_that_stands_for_it()
    {
        var data = new Dataset(
            "d", [new NumberColumn("x", [4, double.NaN, 1, 2, 3, 5])], [new NumberColumn("y", [1, 2, 3, 4, 5, 6])], MissingPolicy.Median);
        NetworkColumns columns = Fit(data);
        Assert.Equal((3, 2), (columns.Input[0].Offset, columns.Input[0].Scale));
        DataMatrix units = DatasetEncoder.Inputs(columns, data);
        Assert.Equal((0, 1), (units[1, 0], units[1, 1]));
        Assert.Equal((0.5 / Math.Sqrt(1 + (0.25 / 9)), 0), (units[0, 0], units[0, 1]));
    }

    [Fact]
    public void A_target_is_refused()
    {
        var fault = Assert.Throws<BackpropException>(() =>
            ColumnFit.Of(DatasetOf([1, 2, 3]), Scaling.Robust, Scaling.Robust, UnknownCategory.Zero, oneUnit: false));
        Assert.Equal("ScalingOfTarget", fault.Id);
        Assert.Contains("'y'", fault.Message, StringComparison.Ordinal);
    }

    private static JsonElement.ArrayEnumerator Oracles() => Oracle.Load("robust-scaling.json").EnumerateArray();

    private static string Name(JsonElement oracle) => oracle.GetProperty("name").GetString()!;

    private static Dataset DatasetOf(double[] numbers) =>
        new("d", [new NumberColumn("x", numbers)], [new NumberColumn("y", [.. Enumerable.Range(0, numbers.Length).Select(static i => (double)i)])]);

    private static NetworkColumns Fit(Dataset data) => ColumnFit.Of(data, Scaling.Robust, Scaling.Standard, UnknownCategory.Zero, oneUnit: false);
}
