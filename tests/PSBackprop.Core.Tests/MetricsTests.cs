using System.Text.Json;

using PSBackprop.Calibrations;
using PSBackprop.Data;
using PSBackprop.Evaluations;
using PSBackprop.Evaluations.Metrics;
using PSBackprop.Propagation;

namespace PSBackprop.Core.Tests;

/// <summary>The metrics of evaluations are scikit-learn 1.2.1's on fixed predictions, to 1e-12.</summary>
public sealed class MetricsTests
{
    private const double Tolerance = 1e-12;

    private static readonly JsonElement s_oracle = Oracle.Load("scikit-learn-metrics.json");
    private static readonly JsonElement s_calibration = Oracle.Load("scikit-learn-calibration.json");
    private static readonly JsonElement s_twoClasses = Oracle.Load("scikit-learn-two-classes.json");

    [Theory]
    [InlineData("binary")]
    [InlineData("binaryTies")]
    [InlineData("four")]
    [InlineData("emptyClass")]
    [InlineData("emptyPredicted")]
    [InlineData("onlyTruth")]
    public void Metrics_of_classes(string name)
    {
        JsonElement expected = s_oracle.GetProperty(name);
        string[] labels = [.. expected.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)];
        ClassificationEvaluation actual = Classes(
            labels,
            Integers(expected.GetProperty("truth")),
            Integers(expected.GetProperty("predicted")),
            Oracle.Rows(expected.GetProperty("probabilities")),
            labels.Length == 2 ? 1 : null);

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
    public void Metrics_of_two_classes_are_the_positive_ones(string name)
    {
        JsonElement data = s_twoClasses.GetProperty(name);
        double[] yes = Oracle.Numbers(data.GetProperty("yes"));
        int[] predicted = Array.ConvertAll(yes, value => value >= 0.5 ? 1 : 0);
        double[][] probabilities = Array.ConvertAll(yes, value => new[] { 1 - value, value });
        for (int positive = 0; positive < 2; positive++)
        {
            JsonElement expected = data.GetProperty("positive")[positive];
            ClassificationEvaluation actual = Classes(["no", "yes"], Integers(data.GetProperty("truth")), predicted, probabilities, positive);
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
        ClassificationEvaluation actual = Classes(["a", "b", "c", "d"], truth, truth, probabilities, positive: null);
        Oracle.AssertClose(data.GetProperty("averagePrecision").GetDouble(), actual.AveragePrecision!.Value, Tolerance, "average precision");
        Assert.Null(actual.PositiveClass);
        Assert.Equal((actual.MacroPrecision, actual.MacroRecall, actual.MacroF1), (actual.Precision, actual.Recall, actual.F1));
        Assert.DoesNotContain(actual.Metrics, metric => metric.Name is "Precision" or "Recall" or "F1");
    }

    /// <summary>The script beside the oracle made it.</summary>
    [Theory]
    [InlineData("sharp")]
    [InlineData("borders")]
    [InlineData("rare")]
    [InlineData("few")]
    public void Probabilities_of_two_classes_are_compared_with_how_often_they_come_true(string name)
    {
        JsonElement data = s_calibration.GetProperty("two").GetProperty(name);
        double[] yes = Oracle.Numbers(data.GetProperty("yes"));
        int[] truth = Integers(data.GetProperty("truth"));
        double[][] probabilities = Array.ConvertAll(yes, value => new[] { 1 - value, value });
        for (int positive = 0; positive < 2; positive++)
        {
            JsonElement expected = data.GetProperty("positive")[positive];
            ClassificationEvaluation actual = Classes(["no", "yes"], truth, truth, probabilities, positive);
            Oracle.AssertClose(expected.GetProperty("brier").GetDouble(), actual.BrierScore!.Value, Tolerance, "Brier score");
            Oracle.AssertClose(expected.GetProperty("averagePrecision").GetDouble(), actual.AveragePrecision!.Value, Tolerance, "average precision");
            AssertBins(expected.GetProperty("bins"), actual);
        }
    }

    [Fact]
    public void The_most_probable_of_several_classes_is_compared_with_how_often_it_is_right()
    {
        JsonElement data = s_calibration.GetProperty("several");
        int[] truth = Integers(data.GetProperty("truth"));
        ClassificationEvaluation actual = Classes(["a", "b", "c", "d", "e"], truth, truth, Oracle.Rows(data.GetProperty("probabilities")), positive: null);
        Oracle.AssertClose(data.GetProperty("brier").GetDouble(), actual.BrierScore!.Value, Tolerance, "Brier score");
        AssertBins(data.GetProperty("bins"), actual);
        ClassificationEvaluation bare = Classes(["a", "b"], [0, 1], [0, 1], null, positive: 1);
        Assert.True(bare is { BrierScore: null, ExpectedCalibrationError: null, CalibrationBins: [] });
    }

    private static void AssertBins(JsonElement expected, ClassificationEvaluation actual)
    {
        Oracle.AssertClose(Oracle.Numbers(expected.GetProperty("confidence")), [.. actual.CalibrationBins.Select(bin => bin.Confidence)], Tolerance);
        Oracle.AssertClose(Oracle.Numbers(expected.GetProperty("accuracy")), [.. actual.CalibrationBins.Select(bin => bin.Accuracy)], Tolerance);
        Assert.Equal(Integers(expected.GetProperty("count")), actual.CalibrationBins.Select(bin => bin.Count));
        Oracle.AssertClose(expected.GetProperty("error").GetDouble(), actual.ExpectedCalibrationError!.Value, Tolerance, "expected calibration error");
    }

    [Fact]
    public void Classes_that_are_never_predicted_are_counted_with_an_example()
    {
        ClassificationEvaluation one = Classes(["a", "b", "c"], [0, 1, 1, 2, 0], [0, 0, 0, 2, 0], null, positive: null);
        Assert.StartsWith("The class 'b' is never predicted, though 2 of 5 samples are of it. ", Assert.Single(one.Findings), StringComparison.Ordinal);
        ClassificationEvaluation three = Classes(["a", "b", "c", "d"], [0, 1, 1, 2, 3], [0, 0, 0, 0, 0], null, positive: null);
        Assert.Contains(
            "'b' is never predicted, though 2 of 5 samples are of it, nor are 2 other classes.", Assert.Single(three.Findings), StringComparison.Ordinal);
        Assert.Empty(Classes(["a", "b", "c"], [0, 1], [1, 0], null, positive: null).Findings);
    }

    [Theory]
    [InlineData("regression")]
    [InlineData("constantWrong")]
    [InlineData("constantRight")]
    [InlineData("zeroTarget")]
    public void Metrics_of_numbers(string name)
    {
        JsonElement expected = s_oracle.GetProperty(name);
        TargetScore actual = new TargetErrors("y", Oracle.Numbers(expected.GetProperty("truth")), Oracle.Numbers(expected.GetProperty("predicted"))).Score();
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
        Assert.Equal(0, R2Metric.OfTarget(new TargetErrors("y", truth, [.. truth.Select((number, i) => number + (0.01 * i))])));
        Assert.Equal(1, R2Metric.OfTarget(new TargetErrors("y", truth, truth)));
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
        double[] predicted = [.. Predictor.Create(network, 29)
            .Predict(DatasetEncoder.Inputs(columns, dataset), default)
            .Select(output => columns.Output[0].Decode(output[0]))];
        TargetScore expected = new TargetErrors("y", truth, predicted).Score();
        Assert.Equal(expected.MeanAbsolutePercentageError, evaluation.MeanAbsolutePercentageError);
        Assert.Equal(expected.R2, evaluation.R2);

        // A part of the rows, in another order, is of the same units.
        int[] rows = [28, 19, 0];
        Assert.Equal([truth[28], 0, truth[0]], DatasetEncoder.Targets(columns, dataset).Select(rows).InOwnUnits(0, columns.Output[0]));
    }

    [Fact]
    public void Metrics_of_several_labels()
    {
        JsonElement expected = s_oracle.GetProperty("multiLabel");
        bool[][] truth = [.. Oracle.Rows(expected.GetProperty("truth")).Select(row => Array.ConvertAll(row, value => value == 1))];
        var decisions = new LabelDecisions(["a", "b", "c"], truth, Oracle.Rows(expected.GetProperty("probabilities")));
        var actual = new MultiLabelEvaluation(decisions, 0);
        Oracle.AssertClose(expected.GetProperty("accuracy").GetDouble(), actual.Accuracy, Tolerance, "accuracy");
        Oracle.AssertClose(expected.GetProperty("hamming").GetDouble(), actual.HammingLoss, Tolerance, "Hamming loss");
        Oracle.AssertClose(expected.GetProperty("precision").GetDouble(), actual.Precision, Tolerance, "precision");
        Oracle.AssertClose(expected.GetProperty("recall").GetDouble(), actual.Recall, Tolerance, "recall");
        Oracle.AssertClose(expected.GetProperty("f1").GetDouble(), actual.F1, Tolerance, "F1");
        Oracle.AssertClose(Oracle.Numbers(expected.GetProperty("auc")), [.. actual.PerLabel.Select(score => score.RocAuc!.Value)], Tolerance);
    }

    [Fact]
    public void The_numbers_of_an_evaluation_are_the_metrics_of_its_task_in_name_and_value()
    {
        foreach (var (task, evaluation) in Evaluations(isRight: false))
        {
            Dictionary<string, double?> properties = evaluation.GetType().GetProperties()
                .Where(property => property.PropertyType == typeof(double) || property.PropertyType == typeof(double?))
                .Where(property => property.Name != nameof(RegressionEvaluation.IntervalLevel))
                .ToDictionary(property => property.Name, property => (double?)property.GetValue(evaluation));
            Assert.Equal(
                properties.OrderBy(pair => pair.Key),
                EvaluationMetricFamily.Of(task).Select(metric => KeyValuePair.Create(metric.Name, evaluation.ValueOrNull(metric))).OrderBy(pair => pair.Key));
            Assert.All(evaluation.Metrics, metric => Assert.Contains(metric.Name, properties.Keys));
        }
    }

    [Fact]
    public void Right_predictions_have_a_higher_score_than_wrong_ones_by_every_metric()
    {
        foreach (var (right, wrong) in Evaluations(isRight: true).Zip(Evaluations(isRight: false)))
        {
            Assert.All(EvaluationMetricFamily.Of(right.Task), metric => Assert.True(
                metric.Score(right.Evaluation.ValueOrNull(metric)!.Value) > metric.Score(wrong.Evaluation.ValueOrNull(metric)!.Value), metric.Name));
        }
    }

    [Theory]
    [InlineData(NetworkTask.Classification, "Accuracy")]
    [InlineData(NetworkTask.MultiLabel, "Accuracy")]
    [InlineData(NetworkTask.Regression, "R2")]
    public void The_most_telling_metric_comes_first(NetworkTask task, string name) =>
        Assert.Equal(name, EvaluationMetricFamily.Of(task, calibration: null).First().Name);

    [Fact]
    public void A_calibration_gives_the_metrics_of_what_it_has()
    {
        var costs = DecisionCosts.Of(["no", "yes"], [[0, 1], [5, 0]], 1);
        var (few, many) = (ConformalScores.Of(new double[8]), ConformalScores.Of(new double[9]));
        var withCosts = new NetworkCalibration(8, ["no", "yes"], new ProbabilityScale([1], [0]), costs, [few]);
        var withSets = new NetworkCalibration(9, ["no", "yes"], new ProbabilityScale([1], [0]), costs: null, [many]);
        Assert.Equal(["MeanCost"], Added(NetworkTask.Classification, withCosts));
        Assert.Equal(["Coverage", "MeanSetSize"], Added(NetworkTask.Classification, withSets));
        Assert.Equal(["Coverage", "MeanIntervalWidth"], Added(NetworkTask.Regression, new NetworkCalibration(9, [], null, costs: null, [many])));
        Assert.Empty(Added(NetworkTask.Regression, new NetworkCalibration(8, [], null, costs: null, [few])));
        Assert.Equal("MeanCost", EvaluationMetricFamily.Of(NetworkTask.Classification, withCosts).First().Name);

        static IEnumerable<string> Added(NetworkTask task, NetworkCalibration calibration) =>
            EvaluationMetricFamily.Of(task, calibration).Except(EvaluationMetricFamily.Of(task, null)).Select(static metric => metric.Name);
    }

    private static IEnumerable<(NetworkTask Task, Evaluation Evaluation)> Evaluations(bool isRight)
    {
        double[][] probabilities = isRight ? [[1, 0], [1, 0], [0, 1], [0, 1]] : [[0.4, 0.6], [0.9, 0.1], [0.7, 0.3], [0.1, 0.9]];
        double loss = isRight ? 0 : 1;
        var (labels, answers) = (new[] { 0, 0, 1, 1 }, isRight ? new[] { 0, 0, 1, 1 } : [1, 0, 0, 1]);
        var decisions = new ClassDecisions(["no", "yes"], labels, answers, positive: 1);
        yield return (NetworkTask.Classification, new ClassificationEvaluation(
            decisions,
            new ClassProbabilities(decisions, probabilities),
            loss,
            new DecisionCost(DecisionCosts.Of(["no", "yes"], [[0, 1], [5, 0]], 1), labels, answers, probabilities),
            SetCoverage.Of(0.9, [0, 0, 1, 1], isRight ? [[0], [0], [1], [1]] : [[0, 1], [0, 1], [0, 1], [0]])));
        bool[][] truth = [[true, false], [true, false], [false, true], [false, true]];
        yield return (NetworkTask.MultiLabel, new MultiLabelEvaluation(new LabelDecisions(["a", "b"], truth, probabilities), loss));
        double[] numbers = [1, 2, 4];
        var errors = new NumberPredictions([new TargetErrors("y", numbers, isRight ? numbers : [2, 2, 3], limit: isRight ? 0.25 : 0.5)]);
        yield return (NetworkTask.Regression, new RegressionEvaluation(errors, loss, NumberCoverage.Of(0.9, errors.Scores)));
    }

    private static int[] Integers(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt32())];

    private static ClassificationEvaluation Classes(
        IReadOnlyList<object> labels, int[] truth, int[] predicted, double[][]? probabilities, int? positive, double loss = 0)
    {
        var decisions = new ClassDecisions(labels, truth, predicted, positive);
        return new ClassificationEvaluation(decisions, probabilities is null ? null : new ClassProbabilities(decisions, probabilities), loss);
    }
}
