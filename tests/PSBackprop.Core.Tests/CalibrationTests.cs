using System.Text.Json;

using PSBackprop.Calibrations;
using PSBackprop.Data;
using PSBackprop.Evaluations.Tasks;
using PSBackprop.Evaluations;
using PSBackprop.Propagation;
using PSBackprop.Storage;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>Probabilities, decisions and intervals by rows that a network was not trained on.</summary>
public sealed class CalibrationTests : IDisposable
{
    private static readonly CostSettings s_noCosts = new(null, null);
    private static readonly JsonElement s_oracle = Oracle.Load("scikit-learn-calibration.json");
    private static readonly string s_data = Path.Combine(Repository.Root, "module", "Data");

    private readonly string _folder = Directory.CreateTempSubdirectory("psbackprop").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Slope_and_intercept_are_those_of_scikit_learn(int number)
    {
        JsonElement expected = s_oracle.GetProperty("platt")[number];
        double[] z = Oracle.Numbers(expected.GetProperty("z"));
        bool[] truth = [.. Oracle.Numbers(expected.GetProperty("truth")).Select(value => value == 1)];
        var (slope, intercept) = PlattScaling.Fit(z, truth, default)!.Value;
        Oracle.AssertClose(expected.GetProperty("slope").GetDouble(), slope, 1e-5, "slope");
        Oracle.AssertClose(expected.GetProperty("intercept").GetDouble(), intercept, 1e-5, "intercept");

        // scikit-learn ends early; at the least loss both derivatives are 0.
        double yes = truth.Count(value => value);
        double[] targets = Array.ConvertAll(truth, value => value ? (yes + 1) / (yes + 2) : 1 / (truth.Length - yes + 2));
        double[] errors = [.. z.Zip(targets, (one, target) => (1 / (1 + Math.Exp(-((slope * one) + intercept)))) - target)];
        Assert.InRange(errors.Average(), -1e-10, 1e-10);
        Assert.InRange(errors.Zip(z, static (error, one) => error * one).Average(), -1e-10, 1e-10);

        // In another unit, and from another zero, it is the same probability.
        var (other, shifted) = PlattScaling.Fit(Array.ConvertAll(z, one => 5 + (1e6 * one)), truth, default)!.Value;
        Oracle.AssertClose(slope, 1e6 * other, 1e-9, "slope");
        Oracle.AssertClose(intercept, shifted + (5 * other), 1e-9, "intercept");
    }

    [Fact]
    public void Slope_and_intercept_are_finite_where_all_are_told_apart_and_none_where_nothing_is()
    {
        var (slope, intercept) = PlattScaling.Fit([-3, -2, -1, 1, 2, 3], [false, false, false, true, true, true], default)!.Value;
        Assert.InRange(1 / (1 + Math.Exp(-((3 * slope) + intercept))), 0.7, 0.99);
        Assert.Null(PlattScaling.Fit([1, 2, 3, 4], [true, true, false, false], default));
        Assert.Null(PlattScaling.Fit([2, 2, 2], [true, false, false], default));
    }

    [Theory]
    [InlineData(3.0)]
    [InlineData(1.0)]
    [InlineData(0.2)]
    public void A_temperature_that_was_put_in_is_found(double temperature)
    {
        var random = new Random(1);
        const int rows = 20_000;
        double[][] logits = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, 4).Select(_ => 3 * (random.NextDouble() - 0.5)).ToArray())];
        int[] truth = Array.ConvertAll(logits, row => Draw(new ProbabilityScale([1], []).Of(row), random));
        double[][] netInput = Array.ConvertAll(logits, row => Array.ConvertAll(row, z => z * temperature));
        double factor = TemperatureScaling.Fit(netInput, truth, default)!.Value;
        Assert.InRange(factor * temperature, 0.95, 1.05);
    }

    [Fact]
    public void The_temperature_has_the_least_cross_entropy_with_one_row_more_of_each_class_in_equal_parts()
    {
        var random = new Random(2);
        double[][] netInput = [.. Enumerable.Range(0, 50).Select(_ => Enumerable.Range(0, 3).Select(_ => 8 * (random.NextDouble() - 0.5)).ToArray())];
        int[] truth = Array.ConvertAll(netInput, row => random.Next(4) == 0 ? random.Next(3) : Array.IndexOf(row, row.Max()));
        double factor = TemperatureScaling.Fit(netInput, truth, default)!.Value;
        double least = Loss(factor);
        foreach (double other in (double[])[0.5 * factor, 0.99 * factor, 0.9999 * factor, 1.0001 * factor, 1.01 * factor, 2 * factor])
        {
            Assert.True(Loss(other) > least, $"{other} against {factor}");
        }

        double[][] allRight = Array.ConvertAll(netInput, row => row.Select(z => z == row.Max() ? z + 5 : z).ToArray());
        int[] best = Array.ConvertAll(allRight, row => Array.IndexOf(row, row.Max()));
        Assert.InRange(TemperatureScaling.Fit(allRight, best, default)!.Value, 0.1, 10);
        Assert.Null(TemperatureScaling.Fit(netInput, Array.ConvertAll(netInput, row => Array.IndexOf(row, row.Min())), default));
        Assert.Null(TemperatureScaling.Fit([[1, 1], [2, 2]], [0, 1], default));

        double Loss(double scale) => netInput.Select((row, i) =>
        {
            double[] logs = Array.ConvertAll(new ProbabilityScale([scale], []).Of(row), Math.Log);
            return -((50 * logs[truth[i]]) + logs.Average()) / 51;
        }).Average();
    }

    [Fact]
    public void A_score_is_that_of_the_rank_that_the_level_asks_for()
    {
        var random = new Random(3);
        foreach (int rows in (int[])[1, 9, 10, 99, 100, 357, 1000])
        {
            double[] scores = [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble())];
            double[] sorted = [.. scores.Order()];
            ConformalScores kept = ConformalScores.Of(scores);
            for (int percent = 1; percent < 100; percent++)
            {
                // ⌈(n + 1) · level⌉ in whole numbers.
                int rank = (((rows + 1) * percent) + 99) / 100;
                if (rank <= rows)
                {
                    Assert.Equal(sorted[rank - 1], kept.Quantile(percent / 100.0));
                    Assert.True(ConformalScores.RowsFor(percent / 100.0) <= rows);
                }
                else
                {
                    Assert.Equal("IntervalRows", Assert.Throws<BackpropException>(() => kept.Quantile(percent / 100.0)).Id);
                    Assert.True(ConformalScores.RowsFor(percent / 100.0) > rows);
                }
            }
        }

        Assert.Equal([9, 19, 99, 999], ((double[])[0.9, 0.95, 0.99, 0.999]).Select(ConformalScores.RowsFor));
        Assert.Equal(double.PositiveInfinity, ConformalScores.RowsFor(Math.BitDecrement(1)));
    }

    [Theory]
    [InlineData(1001)]
    [InlineData(5003)]
    [InlineData(100_000)]
    public void Of_many_scores_a_thousand_are_kept_which_lose_a_thousandth_at_most(int rows)
    {
        // The score is its rank.
        ConformalScores kept = ConformalScores.Of([.. Enumerable.Range(1, rows).Select(static rank => (double)rank)]);
        Assert.Equal(ConformalScores.Most, kept.Kept.Count);
        for (int permille = 1; permille < 1000; permille++)
        {
            long rank = (((rows + 1L) * permille) + 999) / 1000;
            double found = kept.Quantile(permille / 1000.0);
            Assert.InRange(found, rank, rank + (rows / 1000.0));
        }
    }

    [Fact]
    public void A_decision_is_the_one_whose_expected_cost_is_least()
    {
        var random = new Random(4);
        for (int trial = 0; trial < 200; trial++)
        {
            int classes = 2 + (trial % 4);
            double[][] costs = [.. Enumerable.Range(0, classes).Select(truth =>
                Enumerable.Range(0, classes).Select(decided => decided == truth ? 0 : Math.Round(20 * random.NextDouble(), 1)).ToArray())];
            costs[0][1] += 0.1;
            int positive = random.Next(2);
            var decision = DecisionCosts.Of([.. Enumerable.Range(0, classes).Select(i => $"c{i}")], costs, classes == 2 ? positive : null);
            for (int row = 0; row < 20; row++)
            {
                double[] weights = [.. Enumerable.Range(0, classes).Select(_ => random.NextDouble())];
                double[] probabilities = Array.ConvertAll(weights, weight => weight / weights.Sum());
                double[] expected = [.. Enumerable.Range(0, classes).Select(decided =>
                    Enumerable.Range(0, classes).Sum(truth => probabilities[truth] * costs[truth][decided]))];
                Assert.InRange(expected[decision.Decision.Decide(probabilities)], expected.Min(), expected.Min() + 1e-12);
            }
        }

        Assert.Equal(1.0 / 51, DecisionCosts.Of(["no", "yes"], [[0, 1], [50, 0]], 1).Threshold!.Value, 1e-15);
        Assert.Equal(50.0 / 51, DecisionCosts.Of(["no", "yes"], [[0, 1], [50, 0]], 0).Threshold!.Value, 1e-15);

        // An inspection that costs 2 whether it finds something or not.
        Assert.Equal(2.0 / 10, DecisionCosts.Of(["no", "yes"], [[0, 2], [10, 2]], 1).Threshold!.Value, 1e-15);
    }

    [Theory]
    [InlineData("CostValue", 0, -1, 1, 0)]
    [InlineData("CostValue", 0, double.NaN, 1, 0)]
    [InlineData("CostValue", 0, double.PositiveInfinity, 1, 0)]
    [InlineData("CostOfRightDecision", 3, 1, 1, 0)]
    [InlineData("CostsAlike", 0, 0, 2, 2)]
    public void Costs_that_nothing_can_be_decided_by_are_refused(string id, double a, double b, double c, double d) =>
        Assert.Equal(id, Assert.Throws<BackpropException>(() => DecisionCosts.Of(["no", "yes"], [[a, b], [c, d]], 1)).Id);

    [Theory]
    [InlineData(Activation.Sigmoid, 1, 1)]
    [InlineData(Activation.Tanh, 1, 1)]
    [InlineData(Activation.Softmax, 2, 1)]
    [InlineData(Activation.Softmax, 3, 1)]
    [InlineData(Activation.Softmax, 3, 3)]
    [InlineData(Activation.Sigmoid, 1, 3)]
    public void A_calibrated_network_says_the_same_from_its_file(Activation activation, int outputs, int members)
    {
        var (network, input, target) = Trained(activation, outputs, members);
        int classes = Math.Max(outputs, 2);
        var costs = new CostSettings(labels => [.. labels.Select((_, i) => labels.Select((_, j) => i == j ? 0.0 : i + 2).ToArray())], null);
        Calibrator.Run(network, input, target, costs, default);
        string path = Path.Combine(_folder, "calibrated.json");
        NetworkFile.Save(network, path, overwrite: true, force: false);
        Network loaded = NetworkFile.Load(path);
        Assert.Equal($"{network.Calibration}", $"{loaded.Calibration}");
        Prediction[] expected = Predict(network, input, 0.9);
        foreach (Network other in (Network[])[loaded, network.Clone()])
        {
            Prediction[] actual = Predict(other, input, 0.9);
            for (int row = 0; row < expected.Length; row++)
            {
                Assert.Equal(expected[row].Figures!, actual[row].Figures!);
                Assert.Equal(expected[row].Label, actual[row].Label);
                Assert.Equal(expected[row].PredictionSet!, actual[row].PredictionSet!);
                Assert.Equal(1, expected[row].Figures!.Sum(), 1e-12);
            }
        }

        // The mean cost is that of the predictions.
        var evaluation = (ClassificationEvaluation)Evaluator.Evaluate(loaded, input, target, 1, default);
        int[] truth = ClassTargets.Labels(target, network.Layers[^1].Function);
        double cost = expected.Select((prediction, row) => (int)prediction.Label! == truth[row] ? 0.0 : truth[row] + 2).Average();
        Assert.Equal(cost, evaluation.MeanCost!.Value, 1e-12);
        double covered = expected.Select((prediction, row) => prediction.PredictionSet!.Contains(truth[row]) ? 1.0 : 0).Average();
        Assert.Equal(covered, evaluation.Coverage!.Value, 1e-12);
        Assert.Equal(expected.Average(static prediction => prediction.PredictionSet!.Count), evaluation.MeanSetSize!.Value, 1e-12);
        Assert.Equal(classes == 2, evaluation.CostByThreshold.Count > 0);
        if (classes == 2)
        {
            foreach (ThresholdCost point in evaluation.CostByThreshold)
            {
                double other = expected.Select((prediction, row) =>
                {
                    int decided = prediction.Figures![1] >= point.Threshold ? 1 : 0;
                    return decided == truth[row] ? 0.0 : truth[row] + 2;
                }).Average();
                Assert.Equal(other, point.MeanCost, 1e-12);
            }
        }
    }

    [Theory]
    [InlineData("\"rows\": 60", "\"rows\": 0", "calibration.rows")]
    [InlineData("\"rows\": 60", "\"rows\": 59", "calibration.scores")]
    [InlineData("\"slope\": [", "\"slope\": [-", "calibration.slope[0]")]
    [InlineData("\"slope\": [", "\"slope\": [1, ", "calibration.slope has 2 numbers")]
    [InlineData("\"slope\"", "\"slopes\"", "the unknown member 'slopes'")]
    [InlineData("\"intercept\": [", "\"intercept\": [1e999, ", "calibration.intercept")]
    [InlineData("\"positiveClass\": \"1\"", "\"positiveClass\": \"2\"", "calibration.positiveClass is '2', which is not a class")]
    [InlineData("[0, 2]", "[0, -2]", "calibration.cost[0][1] is -2")]
    [InlineData("[0, 2]", "[0, 2, 3]", "calibration.cost[0] has 3 numbers")]
    [InlineData("[0, 2]", "[9, 2]", "calibration.cost cannot be: By -Cost it costs more")]
    [InlineData("\"sum\": \"", "\"sum\": \"x", "trainedRows.sum is not a hexadecimal number")]
    [InlineData("\"smallest\": \"", "\"smallest\": \"?", "trainedRows.smallest is not 1 to 256 hashes")]
    [InlineData("\"count\": 90", "\"count\": 0", "trainedRows.count is 0")]
    public void A_file_with_a_wrong_calibration_is_refused_with_the_place(string right, string wrong, string place)
    {
        var (network, input, target) = Trained(Activation.Sigmoid, 1, 1);
        Calibrator.Run(network, input, target, new CostSettings(static _ => [[0, 2], [3, 0]], null), default);
        string path = Path.Combine(_folder, "calibrated.json");
        NetworkFile.Save(network, path, overwrite: true, force: false);
        string text = File.ReadAllText(path);
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(right, wrong, StringComparison.Ordinal));
        var fault = Assert.Throws<BackpropException>(() => NetworkFile.Load(path));
        Assert.Equal("FileContent", fault.Id);
        Assert.Contains(place, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_the_training_are_known_again_and_others_are_not()
    {
        Dataset digits = SampleDataset.Create(SampleName.Digits, s_data, 0, 0, 0);
        (Dataset training, Dataset held) = DatasetSplit.ByFraction(digits, 0.3, seed: 1);
        NetworkColumns columns = ColumnFit.Of(digits, Scaling.Standard, Scaling.Standard, UnknownCategory.Zero, oneUnit: false);
        Network network = Network.Create(columns, [], new NetworkSettings { Seed = 1 });
        Trainer.Train(network, training, null, new TrainingOptions { Epoch = 1, ValidationSplit = 0.2, Seed = 5 }, null, default);
        (Dataset Dataset, string? Id)[] cases =
        [
            (training, "CalibrationTrained"),
            (digits, "CalibrationTrained"),
            (training.Select([.. Enumerable.Range(0, 400)]), "CalibrationTrained"),
            (held, null),
        ];
        foreach (var (dataset, id) in cases)
        {
            Assert.Equal(id, Fault(dataset));
            Assert.Equal(id is null, network.Calibration is not null);
        }

        // The part that it was validated on is told, and taken.
        var (_, kept) = ValidationSplit.Rows(DatasetSplit.Groups(training), 0.2, 5);
        Assert.Contains("validated on", Assert.Single(Run(training.Select(kept))), StringComparison.Ordinal);
        Assert.Empty(Run(held));
        Assert.Equal(held.Count, network.Calibration!.Rows);

        // What was trained on before counts as well; the calibration goes with the weights that it was for.
        TrainingSummary summary = Trainer.Train(network, held, null, new TrainingOptions { Epoch = 1 }, null, default);
        Assert.Null(network.Calibration);
        Assert.Contains(summary.Findings, static finding => finding.StartsWith("The network's calibration is dropped", StringComparison.Ordinal));
        Assert.Equal("CalibrationTrained", Fault(training));
        Assert.Equal("CalibrationTrained", Fault(held));

        string? Fault(Dataset dataset)
        {
            try
            {
                Run(dataset);
                return null;
            }
            catch (BackpropException fault)
            {
                return fault.Id;
            }
        }

        IReadOnlyList<string> Run(Dataset dataset)
        {
            var (input, target) = DatasetEncoder.Encode(network.Columns!, dataset, 0, default);
            return Calibrator.Run(network, input, target, s_noCosts, default);
        }
    }

    /// <summary>Where many rows are alike, one cannot be told from another; all of them together still can.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData(0.2)]
    public void Rows_that_are_alike_are_taken_unless_they_are_all_of_the_training(double? validation)
    {
        double[][] input = [.. Enumerable.Range(0, 200).Select(static i => new double[] { i % 3, i % 2 })];
        double[][] target = [.. Enumerable.Range(0, 200).Select(static i => new double[] { i % 3 })];
        Network network = Network.Create(2, [new LayerSpecification { Units = 1 }], new NetworkSettings { Seed = 1 });
        var options = new TrainingOptions { Epoch = 1, ValidationSplit = validation };
        Trainer.Train(network, DataMatrix.FromRows("x", input[..120]), DataMatrix.FromRows("y", target[..120]), options, null, default);
        Assert.Empty(Calibrator.Run(network, DataMatrix.FromRows("x", input[120..]), DataMatrix.FromRows("y", target[120..]), s_noCosts, default));
        var fault = Assert.Throws<BackpropException>(() =>
            Calibrator.Run(network, DataMatrix.FromRows("x", input[..120]), DataMatrix.FromRows("y", target[..120]), s_noCosts, default));
        Assert.Equal("CalibrationTrained", fault.Id);
    }

    [Fact]
    public void A_joined_network_knows_the_rows_of_its_members()
    {
        Dataset data = SampleDataset.Create(SampleName.Sine, string.Empty, 300, 0.1, 1);
        NetworkColumns columns = ColumnFit.Of(data, Scaling.None, Scaling.None, UnknownCategory.Zero, oneUnit: false);
        Dataset[] parts = [.. Enumerable.Range(0, 3).Select(part => data.Select([.. Enumerable.Range(100 * part, 100)]))];
        Network joined = NetworkJoin.Run([.. parts[..2].Select(part =>
        {
            Network network = Network.Create(columns, [], new NetworkSettings { Seed = 1 });
            Trainer.Train(network, part, null, new TrainingOptions { Epoch = 1 }, null, default);
            return network;
        })], null);
        foreach (Dataset part in parts)
        {
            var (input, target) = DatasetEncoder.Encode(joined.Columns!, part, 0, default);
            var calibrate = () => Calibrator.Run(joined, input, target, s_noCosts, default);
            if (part == parts[2])
            {
                Assert.Empty(calibrate());
            }
            else
            {
                Assert.Equal("CalibrationTrained", Assert.Throws<BackpropException>(calibrate).Id);
            }
        }
    }

    [Fact]
    public void A_training_that_diverges_at_once_leaves_the_calibration()
    {
        var (network, input, target) = Trained(Activation.Sigmoid, 1, 1);
        Calibrator.Run(network, input, target, s_noCosts, default);
        NetworkCalibration before = network.Calibration!;
        double[] weights = [.. network.Parameters];
        var options = new TrainingOptions { Epoch = 3, Loss = Loss.MeanSquaredError, Optimizer = OptimizerKind.Sgd, LearningRate = 1e300, L2 = 1e300 };
        Assert.Equal(StopReason.Diverged, Trainer.Train(network, input, target, options, null, default).StopReason);
        Assert.Equal(weights, network.Parameters);
        Assert.Same(before, network.Calibration);
        Assert.DoesNotContain(network.LastTraining!.Findings, static finding => finding.Contains("calibration", StringComparison.Ordinal));
    }

    /// <summary>Nine of ten further rows lie in the intervals, on average over splits of what was not trained on, for any network.</summary>
    [Theory]
    [InlineData(SampleName.Iris, "PetalWidth", 0.9)]
    [InlineData(SampleName.Wine, "Alcohol", 0.9)]
    [InlineData(SampleName.Wine, "Proline", 0.8)]
    [InlineData(SampleName.Wine, null, 0.9)]
    [InlineData(SampleName.Iris, null, 0.8)]
    public void Of_two_hundred_splits_the_intervals_hold_the_share_that_was_asked_for(SampleName name, string? number, double level)
    {
        Dataset all = SampleDataset.Create(name, s_data, 0, 0, 0);
        Dataset data = number is null
            ? all
            : new Dataset(name.ToString(), [.. all.Feature.Where(column => column.Name != number)], [all.Find(number)]);
        double covered = 0;
        const int splits = 200;
        const int trainings = 5;
        for (int seed = 0; seed < trainings; seed++)
        {
            (Dataset training, Dataset rest) = DatasetSplit.ByFraction(data, 0.6, seed);
            NetworkColumns columns = ColumnFit.Of(training, Scaling.Standard, Scaling.Standard, UnknownCategory.Zero, oneUnit: false);
            Network network = Network.Create(columns, [new LayerSpecification { Units = 6 }], new NetworkSettings { Seed = seed });
            Trainer.Train(network, training, null, new TrainingOptions { Epoch = 15, LearningRate = 0.02, Seed = seed }, null, default);
            var (input, target) = DatasetEncoder.Encode(network.Columns!, rest, 0, default);
            var random = new Random(seed);
            for (int split = 0; split < splits / trainings; split++)
            {
                int[] order = [.. Enumerable.Range(0, rest.Count)];
                random.Shuffle(order);
                var (held, test) = (order[..(order.Length / 2)], order[(order.Length / 2)..]);
                Calibrator.Run(network, input.Select(held), target.Select(held), s_noCosts, default);
                Evaluation evaluation = Evaluator.Evaluate(network, input.Select(test), target.Select(test), 1, default, interval: level);
                covered += evaluation switch
                {
                    RegressionEvaluation numbers => numbers.Coverage!.Value,
                    ClassificationEvaluation classes => classes.Coverage!.Value,
                    _ => double.NaN,
                };
            }
        }

        Assert.InRange(covered / splits, level - 0.02, level + 0.02);
    }

    private static Prediction[] Predict(Network network, DataMatrix input, double interval) =>
        [.. Predictor.Create(network, input.Rows).Predict(input, DecoderFactory.Create(network, interval: interval), default)];

    // A network that was trained on 90 rows, and 60 others.
    private static (Network Network, DataMatrix Input, DataMatrix Target) Trained(Activation activation, int outputs, int members)
    {
        var random = new Random(outputs);
        double low = activation == Activation.Tanh ? -1 : 0;
        double[][] rows = [.. Enumerable.Range(0, 150).Select(_ => new[] { (4 * random.NextDouble()) - 2, (4 * random.NextDouble()) - 2 })];
        int[] labels = Array.ConvertAll(rows, row =>
        {
            double score = row[0] + (0.5 * row[1]) + random.NextDouble() - 0.5;
            return outputs == 3 ? (score < -0.7 ? 0 : score < 0.7 ? 1 : 2) : score > 0.5 ? 1 : 0;
        });
        double[][] targets = Array.ConvertAll(
            labels, label => outputs == 1 ? [label == 1 ? 1 : low] : Enumerable.Range(0, outputs).Select(i => i == label ? 1.0 : 0).ToArray());
        Network network = Network.Create(
            2,
            [new LayerSpecification { Units = 5 }, new LayerSpecification { Units = outputs, Activation = activation }],
            new NetworkSettings { Seed = 1, Member = members });
        Trainer.Train(
            network,
            DataMatrix.FromRows("x", rows[..90]),
            DataMatrix.FromRows("y", targets[..90]),
            new TrainingOptions { Epoch = 30, LearningRate = 0.02 },
            null,
            default);
        return (network, DataMatrix.FromRows("x", rows[90..]), DataMatrix.FromRows("y", targets[90..]));
    }

    private static int Draw(double[] probabilities, Random random)
    {
        double left = random.NextDouble();
        int label = 0;
        while (label < probabilities.Length - 1 && left >= probabilities[label])
        {
            left -= probabilities[label++];
        }

        return label;
    }
}
