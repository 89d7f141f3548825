using System.Text.RegularExpressions;
using System.Xml.Linq;

using PSBackprop.Data;
using PSBackprop.Evaluations.Report;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>The report is one page that needs nothing else and in which no text from outside becomes markup.</summary>
public sealed partial class ReportTests
{
    private const string Hostile = "<script>alert('x')</script>\"&";

    [Fact]
    public void It_asks_for_nothing_and_runs_nothing()
    {
        string page = Page();
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(Outside(), page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_drawing_is_complete_and_in_the_colours_of_the_page()
    {
        MatchCollection drawings = Drawing().Matches(Page());
        Assert.True(drawings.Count >= 8, $"{drawings.Count} drawings");
        Assert.All(drawings, drawing => XElement.Parse(drawing.Value.Replace("&#x", "x", StringComparison.Ordinal)));
        Assert.DoesNotMatch(StandIn(), Page());
        string[] ids = [.. Ids().Matches(Page()).Select(id => id.Value)];
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void It_has_each_section_that_the_network_and_data_have()
    {
        string page = Page();
        Assert.All(
            new[]
            {
                "Training", "Loss", "Accuracy", "Learning rate", "Length of the gradient", "Evaluation on 60 samples", "Decision surface",
                "Network", "Weights", "Columns",
            },
            title => Assert.Contains($"<h2>{title}</h2>", page, StringComparison.Ordinal));
        Assert.Contains("best epoch", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_was_never_trained_has_a_report_as_well()
    {
        var wide = Network.Create(200, [new LayerSpecification { Units = 50 }, new LayerSpecification { Units = 1 }], new NetworkSettings { Seed = 1 });
        string page = TrainingReport.Of(wide, "t", null, [], []);
        Assert.Contains("no history", page, StringComparison.Ordinal);
        Assert.Contains("too wide to be drawn", page, StringComparison.Ordinal);
    }

    private static string Page()
    {
        Dataset data = SampleDataset.Create(SampleName.Moons, string.Empty, 60, 0.1, 1);
        var renamed = new Dataset(
            data.Name,
            data.Feature,
            [new CategoryColumn(Hostile, ColumnKind.Categorical, ((CategoryColumn)data.Target[0]).Codes, [Hostile, "b"])]);
        NetworkColumns columns = ColumnFit.Of(renamed, Scaling.Standard, Scaling.Standard, UnknownCategory.Error, oneUnit: true);
        Network network = Network.Create(columns, [new LayerSpecification { Units = 5 }], new NetworkSettings { Seed = 1, Name = Hostile });
        Trainer.Train(
            network,
            renamed,
            null,
            new TrainingOptions { Epoch = 30, ValidationSplit = 0.3, Patience = 30, Metric = [Metric.Accuracy] },
            null,
            default);
        columns = network.Columns!;
        return TrainingReport.Of(
            network,
            Hostile,
            EvaluatedData.Of(network, DatasetEncoder.Inputs(columns, renamed), DatasetEncoder.Targets(columns, renamed), default),
            [new FeatureImportance(Hostile, [Hostile], "Accuracy", [0.5, 0.25], 0.1, 0.2), new FeatureImportance("b", ["b"], "Accuracy", [0], null, null)],
            [
                .. Enumerable.Range(0, 3).Select(i => new PartialDependence(Hostile, (double)i, Hostile, i, i - 1, i + 1)),
                .. Enumerable.Range(0, 3).Select(i => new PartialDependence("b", Hostile, i, i, i - 1, i + 1)),
                .. Enumerable.Range(0, 3).Select(i => new PartialDependence("c", new DateTime(2026, 1, 1 + i), i == 0, i, i - 1, i + 1)),
            ]);
    }

    [GeneratedRegex("(?:href|src|@import)\\s*=|url\\((?!#)|https?:", RegexOptions.IgnoreCase)]
    private static partial Regex Outside();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();

    [GeneratedRegex("rgb\\(1,2,|#0102|(?:fill|stroke):black", RegexOptions.IgnoreCase)]
    private static partial Regex StandIn();

    [GeneratedRegex("id=\"[^\"]*\"")]
    private static partial Regex Ids();
}
