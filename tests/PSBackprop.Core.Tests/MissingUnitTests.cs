using PSBackprop.Data;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>The unit that tells where a value is missing.</summary>
public sealed class MissingUnitTests
{
    private static NetworkColumns Fit(Dataset data, bool missingUnits = true) =>
        ColumnFit.Of(data, Scaling.Standard, Scaling.Standard, UnknownCategory.Zero, oneUnit: false, missingUnits: missingUnits);

    [Fact]
    public void A_column_with_so_many_categories_that_it_is_sparse_has_it_as_well()
    {
        const int count = 600;
        string[] categories = [.. Enumerable.Range(0, count / 2).Select(static i => $"c{i}")];
        int[] codes = [.. Enumerable.Range(0, count).Select(static i => i % 5 == 0 ? -1 : i % (count / 2))];
        var data = new Dataset(
            "d",
            [new CategoryColumn("k", ColumnKind.Categorical, codes, categories)],
            [new NumberColumn("y", [.. codes.Select(static code => (double)code)])],
            MissingPolicy.Mean);
        NetworkColumns columns = Fit(data);
        DataMatrix input = DatasetEncoder.Inputs(columns, data);
        Assert.NotNull(input.Sparse);
        Assert.Equal((count / 2) + 1, input.Columns);
        int fill = (int)columns.Input[0].Missing!.Value;
        for (int row = 0; row < count; row++)
        {
            bool isMissing = codes[row] < 0;
            Assert.Equal(isMissing ? 1 : 0, input[row, count / 2]);
            Assert.Equal(1, input[row, isMissing ? fill : codes[row]]);
            Assert.Equal(isMissing ? 2 : 1, input.Sparse.Places(row).Length);
        }
    }

    [Fact]
    public void It_tells_trainings_apart_and_is_not_told_of_where_it_is_constant()
    {
        var data = new Dataset("d", [new NumberColumn("x", [1, 2, double.NaN, 4])], [new NumberColumn("y", [1, 2, 3, 5])], MissingPolicy.Median);
        Network network = Network.Create(Fit(data), [], new NetworkSettings { Seed = 1 });
        Assert.NotEmpty(TrainingFingerprint.Of(network, network.Columns).Differences(TrainingFingerprint.Of(network, Fit(data, missingUnits: false))));
        TrainingSummary summary = Trainer.Train(network, data.Select([0, 1, 3]), null, new TrainingOptions { Epoch = 1 }, null, default);
        Assert.DoesNotContain(summary.Findings, static finding => finding.Contains("'x", StringComparison.Ordinal));
        Assert.True(network.Columns!.Input[0].HasMissingUnit);
    }

    [Fact]
    public void A_column_of_nothing_has_none()
    {
        var data = new Dataset(
            "d", [new NumberColumn("x", [double.NaN, double.NaN]), new NumberColumn("z", [1, 2])], [new NumberColumn("y", [1, 2])], MissingPolicy.Mean);
        Assert.All(Fit(data).Input, static column => Assert.False(column.HasMissingUnit));
    }
}
