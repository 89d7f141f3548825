using System.Text.Json;

using PSBackprop.Data;
using PSBackprop.Evaluations;
using PSBackprop.Evaluations.Metrics;

namespace PSBackprop.Core.Tests;

/// <summary>Which columns predictions rest on, and how they depend on one.</summary>
public sealed class ImportanceTests
{
    private static readonly JsonElement s_oracle = Oracle.Load("permutation-importance.json");

    private static DataMatrix Input => DataMatrix.FromRows("X", Oracle.Rows(s_oracle.GetProperty("X")));

    [Theory]
    [InlineData("accuracy", "Accuracy")]
    [InlineData("logLoss", "LogLoss")]
    [InlineData("f1", "MacroF1")]
    [InlineData("r2", "R2")]
    [InlineData("error", "RootMeanSquaredError")]
    public void With_the_same_exchanges_they_are_those_of_scikit_learn(string name, string metric)
    {
        bool areNumbers = name is "r2" or "error";
        Network network = Oracle.Network(areNumbers ? 1 : 3, Activation.Tanh, areNumbers ? Activation.Linear : Activation.Softmax);
        DataMatrix target = areNumbers
            ? DataMatrix.FromColumn("y", Oracle.Numbers(s_oracle.GetProperty("numbers")))
            : DataMatrix.FromRows("y", [.. Oracle.Numbers(s_oracle.GetProperty("classes"))
                .Select(label => Enumerable.Range(0, 3).Select(place => place == label ? 1.0 : 0).ToArray())]);
        int[][] orders = [.. Oracle.Rows(s_oracle.GetProperty("orders")).Select(order => Array.ConvertAll(order, row => (int)row))];
        EvaluationMetric wanted = EvaluationMetricFamily.All.Single(one => one.Name == metric);
        foreach (int threads in new[] { 1, 4 })
        {
            IReadOnlyList<FeatureImportance> measured = PermutationImportance.Measure(network, Input, target, Groups(), wanted, orders, threads, null, default);
            for (int column = 0; column < 3; column++)
            {
                FeatureImportance one = measured.Single(one => one.Column == $"x{column}");
                double[] expected = Oracle.Numbers(s_oracle.GetProperty(name)[column]);
                Oracle.AssertClose(expected, one.Values, 1e-12);
                Oracle.AssertClose(expected.Average(), one.Importance, 1e-12, one.Column);
            }

            Assert.Equal([1, 2, 3], measured.Select(one => one.Rank));
            Assert.Equal(measured.OrderByDescending(one => one.Importance), measured);
        }
    }

    [Fact]
    public void Partial_dependence_is_that_of_scikit_learn()
    {
        Network network = Oracle.Network(1, Activation.Tanh, Activation.Linear);
        network.Columns = new NetworkColumns([Column("a"), Column("b"), Column("c")], [Column("y")], UnknownCategory.Error);
        double[][] rows = Oracle.Rows(s_oracle.GetProperty("X"));
        var dataset = new Dataset(
            null,
            [.. new[] { "a", "b", "c" }.Select((name, i) => new NumberColumn(name, Array.ConvertAll(rows, row => row[i])))],
            [new NumberColumn("y", new double[rows.Length])]);
        PartialDependence[] curve =
            [.. DependenceProfile.Of(network, dataset, network.Columns.Input[1], new UnknownCategories(UnknownCategory.Error), 1, null, default)];
        JsonElement expected = s_oracle.GetProperty("profile");
        double[] values = Oracle.Numbers(expected.GetProperty("values"));
        PartialDependence[] compared = [.. values.Select(value => curve.Single(point => (double)point.Value! == value))];
        Oracle.AssertClose(Oracle.Numbers(expected.GetProperty("mean")), [.. compared.Select(point => point.Mean)], 1e-12);
        Oracle.AssertClose(Oracle.Numbers(expected.GetProperty("lower")), [.. compared.Select(point => point.Lower)], 1e-12);
        Oracle.AssertClose(Oracle.Numbers(expected.GetProperty("upper")), [.. compared.Select(point => point.Upper)], 1e-12);
        Assert.All(curve, point => Assert.Equal("y", point.Target));

        static NetworkColumn Column(string name) => new(name, ColumnKind.Numeric, [], 1, Scaling.None);
    }

    [Fact]
    public void Rows_that_are_mostly_zero_are_exchanged_as_those_in_full()
    {
        var random = new Random(1);
        double[] full = [.. Enumerable.Range(0, 30 * 8).Select(_ => random.NextDouble() < 0.3 ? random.NextDouble() : 0)];
        var sparse = new Numerics.SparseMatrix<double>(8);
        for (int row = 0; row < 30; row++)
        {
            int[] places = [.. Enumerable.Range(0, 8).Where(column => full[(row * 8) + column] != 0)];
            sparse.Add(places, [.. places.Select(column => full[(row * 8) + column])]);
        }

        bool[] taken = [true, false, true, true, false, false, true, false];
        int[] order = [.. Enumerable.Range(0, 30).OrderBy(_ => random.Next())];
        var (some, all) = (new DataMatrix("X", sparse), new DataMatrix("X", full, 30, 8));
        var (mixed, expected) = (some.With(some, taken, row => order[row]), all.With(all, taken, row => order[row]));
        for (int row = 0; row < 30; row++)
        {
            for (int column = 0; column < 8; column++)
            {
                Assert.Equal(full[((taken[column] ? order[row] : row) * 8) + column], mixed[row, column]);
                Assert.Equal(mixed[row, column], expected[row, column]);
            }
        }
    }

    // Columns of noise that the network makes much of: the floor says that none of them is above it in 95 of 100 measurements.
    [Fact]
    public void Of_columns_that_tell_nothing_none_is_above_its_floor_but_in_one_measurement_of_twenty()
    {
        const int measurements = 300;
        Network network = Oracle.Network(1, Activation.Tanh, Activation.Linear);
        EvaluationMetric metric = EvaluationMetricFamily.All.Single(one => one.Name == "RootMeanSquaredError");
        int above = 0;
        for (int seed = 0; seed < measurements; seed++)
        {
            var random = new Random(seed);
            var input = new DataMatrix("X", [.. Enumerable.Range(0, 60 * 3).Select(_ => random.NextDouble() - 0.5)], 60, 3);
            var target = DataMatrix.FromColumn("y", [.. Enumerable.Range(0, 60).Select(_ => random.NextDouble())]);
            IReadOnlyList<FeatureImportance> measured =
                PermutationImportance.Measure(network, input, target, Groups(), metric, PermutationImportance.Draw(60, 10, seed), 2, null, default);
            above += measured.Any(one => one.Importance > one.Floor) ? 1 : 0;
        }

        // 15 expected; 27 or more in one of a thousand such tests.
        Assert.InRange(above, 0, 27);
    }

    private static ColumnGroup[] Groups() =>
        [.. Enumerable.Range(0, 3).Select(column => new ColumnGroup($"x{column}", [$"x{column}"], [column == 0, column == 1, column == 2]))];
}
