using System.Globalization;
using System.Text.Json;

using MathNet.Numerics.Distributions;

using PSBackprop.Data;
using PSBackprop.Evaluations;

namespace PSBackprop.Core.Tests;

/// <summary>How far rows are from those of training, by what a network keeps of these.</summary>
public sealed class DriftTests
{
    [Fact]
    public void The_test_and_the_index_are_those_of_other_libraries()
    {
        foreach (JsonElement one in Oracle.Load("drift.json").GetProperty("cases").EnumerateArray())
        {
            var (index, excess, pValue) = DriftMeasurement.Compare(Oracle.Numbers(one.GetProperty("first")), Oracle.Numbers(one.GetProperty("second")));
            Oracle.AssertClose(one.GetProperty("pValue").GetDouble(), pValue, 1e-12, "p-value");
            Oracle.AssertClose(one.GetProperty("index").GetDouble(), index, 1e-12, "index");
            Oracle.AssertClose(one.GetProperty("excess").GetDouble(), excess, 1e-12, "excess");
        }
    }

    // The promise is for the levels: 5 of 100 at most; the p-values keep the same rate by themselves, here within what chance allows.
    [Theory]
    [InlineData(1000, 1000)]
    [InlineData(2000, 30)]
    [InlineData(300, 60)]
    [InlineData(100, 800)]
    [InlineData(40, 40)]
    [InlineData(5000, 5)]
    public void Two_samples_of_one_source_are_none_in_95_of_100_pairs(int training, int later)
    {
        const int pairs = 200;
        int levels = 0;
        int significant = 0;
        for (int seed = 0; seed < pairs; seed++)
        {
            var random = new Random((seed * 7919) + training + later);
            Network network = Trained(Table(random, training));
            IReadOnlyList<DataDrift> drift = DatasetDrift.Of(network, Table(random, later), default);
            levels += drift.Any(static one => one.Level != DriftLevel.None) ? 1 : 0;
            significant += drift.Any(static one => one.PValue < 0.05) ? 1 : 0;
        }

        Assert.InRange(levels, 0, pairs / 20);

        // 10 are expected at most; 21 or more in one of a thousand such tests.
        Assert.InRange(significant, 0, 20);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(200)]
    [InlineData(2000)]
    public void A_shift_by_one_standard_deviation_in_one_column_is_found_and_named(int later)
    {
        int found = 0;
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            Network network = Trained(Table(random, 1000));
            IReadOnlyList<DataDrift> drift = DatasetDrift.Of(network, Table(random, later, shift: 1), default);
            found += drift[0].Column == "normal" && drift[0].Level == DriftLevel.Severe ? 1 : 0;
            Assert.InRange(drift.Count(static one => one.Level != DriftLevel.None), 0, 2);
        }

        Assert.InRange(found, later == 50 ? 45 : 50, 50);
    }

    [Fact]
    public void A_difference_too_small_to_matter_is_none_however_many_rows_show_it()
    {
        var random = new Random(1);
        Network network = Trained(Table(random, 20_000));
        DataDrift normal = DatasetDrift.Of(network, Table(random, 20_000, shift: 0.1), default).Single(static one => one.Column == "normal");
        Assert.InRange(normal.PValue, 0, 0.001);
        Assert.Equal(DriftLevel.None, normal.Level);
    }

    [Fact]
    public void New_categories_missing_values_and_values_beyond_all_are_found()
    {
        var random = new Random(5);
        Network network = Trained(Table(random, 500));
        Dataset usual = Table(random, 300);
        Dataset later = With(
            With(
                With(usual, new NumberColumn("constant", [.. Enumerable.Repeat(4.0, 300)])),
                new CategoryColumn("letter", ColumnKind.Categorical, [.. Enumerable.Range(0, 300).Select(static row => row % 3)], ["a", "b", "new"])),
            new NumberColumn("gaps", [.. Enumerable.Range(0, 300).Select(row => row % 2 == 0 ? double.NaN : random.NextDouble())]));
        IReadOnlyList<DataDrift> drift = DatasetDrift.Of(network, later, default);
        Assert.Equal(["constant", "gaps", "letter"], drift.Where(static one => one.Level == DriftLevel.Severe).Select(static one => one.Column).Order());
        Assert.Equal(1.0 / 3, drift.Single(static one => one.Column == "letter").UnknownShare, 12);
        Assert.Equal(0.5, drift.Single(static one => one.Column == "gaps").MissingShare, 12);
        Assert.All(drift, static one => Assert.Equal(300, one.Rows));
    }

    [Fact]
    public void A_profile_counts_each_row_once_and_tenths_have_a_tenth()
    {
        var random = new Random(3);
        Dataset table = Table(random, 1000);
        foreach (NetworkColumn column in Trained(table).Columns!.Input)
        {
            ColumnProfile profile = column.Profile!;
            Assert.Equal(1000, profile.Rows);
            Assert.Equal(1, profile.Shares.Sum() + profile.MissingShare + profile.UnknownShare, 12);
            DataColumn data = table.Find(column.Name);
            Assert.Equal(Enumerable.Range(0, 1000).Count(data.IsMissing), profile.Missing);
        }

        ColumnProfile normal = Trained(table).Columns!.Input.Single(static column => column.Name == "normal").Profile!;
        double[] sorted = [.. ((NumberColumn)table.Find("normal")).Values.Order()];
        Assert.Equal(11, normal.Edges.Count);
        Assert.Equal(sorted[0], normal.Edges[0]);
        Assert.Equal(sorted[^1], normal.Edges[^1]);
        for (int bin = 0; bin < normal.Counts.Count; bin++)
        {
            double expected = sorted.Count(value => bin switch
            {
                0 => value < normal.Edges[0],
                1 => value == normal.Edges[0],
                12 => value > normal.Edges[10],
                _ => value > normal.Edges[bin - 2] && value <= normal.Edges[bin - 1],
            });
            Assert.Equal(expected, normal.Counts[bin]);
        }

        Assert.All(normal.Counts.Skip(2).Take(10), static count => Assert.InRange(count, 98, 101));
    }

    private static Network Trained(Dataset table)
    {
        NetworkColumns columns = ColumnFit.Of(table, Scaling.Standard, Scaling.Standard, UnknownCategory.Zero, oneUnit: true);
        return Network.Create(ColumnFit.Refit(columns, table), [], new NetworkSettings { Seed = 1 });
    }

    private static Dataset With(Dataset table, DataColumn other) =>
        new(null, [.. table.Feature.Select(column => column.Name == other.Name ? other : column)], table.Target, table.Missing);

    // Columns of many forms: smooth, skewed, of few values, with gaps, constant; few and many categories, rare ones among them.
    private static Dataset Table(Random random, int rows, double shift = 0)
    {
        var source = new MathNet.Numerics.Random.SystemRandomSource(random.Next());
        string[] letters = ["a", "b", "c", "d"];
        string[] many = [.. Enumerable.Range(0, 60).Select(static i => i.ToString(CultureInfo.InvariantCulture))];
        return new Dataset(
            null,
            [
                new NumberColumn("normal", Numbers(() => Normal.Sample(source, shift, 1))),
                new NumberColumn("skewed", Numbers(() => LogNormal.Sample(source, 0, 2))),
                new NumberColumn("few", Numbers(() => source.Next(4))),
                new NumberColumn("counts", Numbers(() => Poisson.Sample(source, 3))),
                new NumberColumn("gaps", Numbers(() => source.NextDouble() < 0.1 ? double.NaN : source.NextDouble())),
                new NumberColumn("constant", Numbers(() => 3)),
                Choice("letter", letters, () => source.NextDouble() < 0.02 ? 3 : source.Next(3)),
                Choice("many", many, () => (int)(60 * source.NextDouble() * source.NextDouble())),
                BooleanColumn.OfDigits("state", new MemoryCells<double>(Numbers(() => source.NextDouble() < 0.3 ? 1 : 0))),
            ],
            [new NumberColumn("y", Numbers(source.NextDouble))],
            MissingPolicy.Mean);

        double[] Numbers(Func<double> draw) => [.. Enumerable.Range(0, rows).Select(_ => draw())];

        CategoryColumn Choice(string name, string[] categories, Func<int> draw) =>
            new(name, ColumnKind.Categorical, [.. Enumerable.Range(0, rows).Select(_ => draw())], categories);
    }
}
