using System.Text.Json;

using PSBackprop.Data;
using PSBackprop.Evaluations;
using PSBackprop.Evaluations.Metrics;
using PSBackprop.Propagation;

namespace PSBackprop.Core.Tests;

/// <summary>The figures of evaluations are scikit-learn 1.2.1's on fixed predictions, to 1e-12.</summary>
public sealed class MetricsTests
{
    private const double Tolerance = 1e-12;

    private static readonly JsonElement s_oracle = Oracle.Load("scikit-learn-metrics.json");
    private static readonly JsonElement s_twoClasses = Oracle.Load("scikit-learn-two-classes.json");

    [Theory]
    [InlineData("binary")]
    [InlineData("binaryTies")]
    [InlineData("four")]
    [InlineData("emptyClass")]
    [InlineData("emptyPredicted")]
    [InlineData("onlyTruth")]
    public void Figures_of_classes(string name)
    {
        JsonElement expected = s_oracle.GetProperty(name);
        string[] labels = [.. expected.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)];
        ClassificationEvaluation actual = ClassificationMetrics.Of(labels, Integers(expected.GetProperty("truth")), Integers(expected.GetProperty("predicted")), Oracle.Rows(expected.GetProperty("probabilities")), 0, labels.Length == 2 ? 1 : null);

        void Equal(string key, double? value) => Oracle.AssertClose(expected.GetProperty(key).GetDouble(), value!.Value, Tolerance, key);
        Equal("accuracy", actual.Accuracy);
        Equal("balanced", actual.BalancedAccuracy);
        Equal("precision", actual.MacroPrecision);
        Equal("recall", actual.MacroRecall);
        Equal("f1", actual.MacroF1);
        Equal("wprecision", actual.WeightedPrecision);
        Equal("wrecall", actual.WeightedRecall);
        Equal("wf1", actual.WeightedF1);
        Equal("kappa", actual.CohenKappa);
        Equal("matthews", actual.MatthewsCorrelation);
        Equal("logloss", actual.LogLoss);
        Assert.Equal(Oracle.Flat(expected.GetProperty("confusion")), actual.ConfusionMatrix.Counts.Cast<int>().Select(count => (double)count));
        JsonElement[] classes = [.. expected.GetProperty("perclass").EnumerateArray()];
        for (int i = 0; i < classes.Length; i++)
        {
            Oracle.AssertClose(classes[i].GetProperty("p").GetDouble(), actual.PerClass[i].Precision, Tolerance, $"precision of {labels[i]}");
            Oracle.AssertClose(classes[i].GetProperty("r").GetDouble(), actual.PerClass[i].Recall, Tolerance, $"recall of {labels[i]}");
            Oracle.AssertClose(classes[i].GetProperty("f").GetDouble(), actual.PerClass[i].F1, Tolerance, $"F1 of {labels[i]}");
            Assert.Equal(classes[i].GetProperty("s").GetInt32(), actual.PerClass[i].Support);
        }

        if (expected.GetProperty("auc").ValueKind == JsonValueKind.Number)
        {
            Equal("auc", actual.RocAuc);
        }
    }

    /// <summary>The script beside the oracle made it.</summary>
    [Theory]
    [InlineData("balanced")]
    [InlineData("ties")]
    [InlineData("rare")]
    [InlineData("never")]
    [InlineData("random")]
    [InlineData("few")]
    public void Figures_of_two_classes_are_the_positive_ones(string name)
    {
        JsonElement data = s_twoClasses.GetProperty(name);
        double[] yes = Oracle.Numbers(data.GetProperty("yes"));
        int[] predicted = Array.ConvertAll(yes, value => value >= 0.5 ? 1 : 0);
        double[][] probabilities = Array.ConvertAll(yes, value => new[] { 1 - value, value });
        for (int positive = 0; positive < 2; positive++)
        {
            JsonElement expected = data.GetProperty("positive")[positive];
            ClassificationEvaluation actual = ClassificationMetrics.Of(["no", "yes"], Integers(data.GetProperty("truth")), predicted, probabilities, 0, positive);
            Assert.Equal(positive == 0 ? "no" : "yes", actual.PositiveClass);
            Oracle.AssertClose(expected.GetProperty("precision").GetDouble(), actual.Precision, Tolerance, "precision");
            Oracle.AssertClose(expected.GetProperty("recall").GetDouble(), actual.Recall, Tolerance, "recall");
            Oracle.AssertClose(expected.GetProperty("f1").GetDouble(), actual.F1, Tolerance, "F1");
            Oracle.AssertClose(expected.GetProperty("averagePrecision").GetDouble(), actual.AveragePrecision!.Value, Tolerance, "average precision");
            Oracle.AssertClose(expected.GetProperty("auc").GetDouble(), actual.RocAuc!.Value, Tolerance, "AUC");
            Oracle.AssertClose(data.GetProperty("macroF1").GetDouble(), actual.MacroF1, Tolerance, "macro F1");
            Assert.Equal(actual.AveragePrecision, actual.PerClass[positive].AveragePrecision);
            Assert.Equal(name == "never", actual.Findings.Any(finding => finding.Contains("'yes' is never predicted", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void The_average_precision_of_several_classes_is_their_mean()
    {
        JsonElement data = s_twoClasses.GetProperty("several");
        double[][] probabilities = Oracle.Rows(data.GetProperty("probabilities"));
        int[] truth = Integers(data.GetProperty("truth"));
        ClassificationEvaluation actual = ClassificationMetrics.Of(["a", "b", "c", "d"], truth, truth, probabilities, 0, positive: null);
        Oracle.AssertClose(data.GetProperty("averagePrecision").GetDouble(), actual.AveragePrecision!.Value, Tolerance, "average precision");
        Assert.Null(actual.PositiveClass);
        Assert.Equal((actual.MacroPrecision, actual.MacroRecall, actual.MacroF1), (actual.Precision, actual.Recall, actual.F1));
        Assert.DoesNotContain(actual.Figures, figure => figure.Name is "Precision" or "Recall" or "F1");
    }

    [Fact]
    public void Classes_that_are_never_predicted_are_counted_with_an_example()
    {
        ClassificationEvaluation one = ClassificationMetrics.Of(["a", "b", "c"], [0, 1, 1, 2, 0], [0, 0, 0, 2, 0], null, 0, positive: null);
        Assert.StartsWith("The class 'b' is never predicted, though 2 of 5 samples are of it. ", Assert.Single(one.Findings), StringComparison.Ordinal);
        ClassificationEvaluation three = ClassificationMetrics.Of(["a", "b", "c", "d"], [0, 1, 1, 2, 3], [0, 0, 0, 0, 0], null, 0, positive: null);
        Assert.Contains("'b' is never predicted, though 2 of 5 samples are of it, nor are 2 other classes.", Assert.Single(three.Findings), StringComparison.Ordinal);
        Assert.Empty(ClassificationMetrics.Of(["a", "b", "c"], [0, 1], [1, 0], null, 0, positive: null).Findings);
    }

    [Theory]
    [InlineData("regression")]
    [InlineData("constantWrong")]
    [InlineData("constantRight")]
    [InlineData("zeroTarget")]
    public void Figures_of_numbers(string name)
    {
        JsonElement expected = s_oracle.GetProperty(name);
        TargetScore actual = RegressionMetrics.Of("y", Oracle.Numbers(expected.GetProperty("truth")), Oracle.Numbers(expected.GetProperty("predicted")));
        Oracle.AssertClose(expected.GetProperty("r2").GetDouble(), actual.R2, Tolerance, "R²");
        Oracle.AssertClose(expected.GetProperty("rmse").GetDouble(), actual.RootMeanSquaredError, Tolerance, "root mean squared error");
        Oracle.AssertClose(expected.GetProperty("mae").GetDouble(), actual.MeanAbsoluteError, Tolerance, "mean absolute error");
        Oracle.AssertClose(expected.GetProperty("mape").GetDouble(), actual.MeanAbsolutePercentageError, Tolerance, "mean absolute percentage error");
        Oracle.AssertClose(expected.GetProperty("max").GetDouble(), actual.MaximumError, Tolerance, "maximum error");
    }

    // The mean of ten times 0.1 is not 0.1, and a constant has no variance to explain.
    [Theory]
    [InlineData(0.1, 10)]
    [InlineData(0.3, 16)]
    [InlineData(-7, 3)]
    public void The_R2_of_a_constant_target_is_0_or_1(double value, int count)
    {
        double[] truth = [.. Enumerable.Repeat(value, count)];
        Assert.Equal(0, RegressionMetrics.Of("y", truth, [.. truth.Select((number, i) => number + (0.01 * i))]).R2);
        Assert.Equal(1, RegressionMetrics.Of("y", truth, truth).R2);
    }

    // Standardised and back, the zero among these is −5.6e-17 or so, and a percentage of that is another matter than one of zero.
    [Fact]
    public void Targets_are_compared_as_they_were_given_and_not_as_scaling_and_back_leaves_them()
    {
        double[] truth = [.. Enumerable.Range(0, 29).Select(i => (i - 19) / 10.0)];
        var dataset = new Dataset("d", [new NumberColumn("x", [.. truth.Select(Math.Sin)])], [new NumberColumn("y", truth)]);
        NetworkColumns columns = ColumnFit.Of(dataset, Scaling.Standard, Scaling.Standard, UnknownCategory.Error, oneUnit: false);
        Assert.NotEqual(0, columns.Output[0].Decode((0 - columns.Output[0].Offset) / columns.Output[0].Scale));
        var network = Network.Create(columns, [], new NetworkSettings { Seed = 1 });
        var evaluation = (RegressionEvaluation)Evaluator.Evaluate(network, dataset, 1, default);
        double[] predicted = [.. Predictor.Create(network, 29).Predict(DatasetEncoder.Inputs(columns, dataset), default).Select(output => columns.Output[0].Decode(output[0]))];
        TargetScore expected = RegressionMetrics.Of("y", truth, predicted);
        Assert.Equal(expected.MeanAbsolutePercentageError, evaluation.MeanAbsolutePercentageError);
        Assert.Equal(expected.R2, evaluation.R2);

        // A part of the rows, in another order, is of the same units.
        int[] rows = [28, 19, 0];
        Assert.Equal([truth[28], 0, truth[0]], DatasetEncoder.Targets(columns, dataset).Select(rows).InOwnUnits(0, columns.Output[0]));
    }

    [Fact]
    public void Figures_of_several_labels()
    {
        JsonElement expected = s_oracle.GetProperty("multiLabel");
        bool[][] truth = [.. Oracle.Rows(expected.GetProperty("truth")).Select(row => Array.ConvertAll(row, value => value == 1))];
        MultiLabelEvaluation actual = MultiLabelMetrics.Of(["a", "b", "c"], truth, Oracle.Rows(expected.GetProperty("probabilities")), 0);
        Oracle.AssertClose(expected.GetProperty("accuracy").GetDouble(), actual.Accuracy, Tolerance, "accuracy");
        Oracle.AssertClose(expected.GetProperty("hamming").GetDouble(), actual.HammingLoss, Tolerance, "Hamming loss");
        Oracle.AssertClose(expected.GetProperty("precision").GetDouble(), actual.Precision, Tolerance, "precision");
        Oracle.AssertClose(expected.GetProperty("recall").GetDouble(), actual.Recall, Tolerance, "recall");
        Oracle.AssertClose(expected.GetProperty("f1").GetDouble(), actual.F1, Tolerance, "F1");
        Oracle.AssertClose(Oracle.Numbers(expected.GetProperty("auc")), [.. actual.PerLabel.Select(score => score.RocAuc!.Value)], Tolerance);
    }

    private static int[] Integers(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt32())];
}
