using PSBackprop.Data;
using PSBackprop.Storage;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>A training that was interrupted and goes on ends with the bits of one that never was.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psbackprop").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<OptimizerKind, Precision> Methods
    {
        get
        {
            var data = new TheoryData<OptimizerKind, Precision>();
            foreach (OptimizerKind kind in Enum.GetValues<OptimizerKind>())
            {
                data.Add(kind, Precision.Double);
                data.Add(kind, Precision.Single);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_goes_on_with_the_same_bits(OptimizerKind kind, Precision precision) =>
        RequireSameBits(
            precision,
            () => new TrainingOptions
            {
                Optimizer = kind,
                Epoch = 12,
                GradientTolerance = kind is OptimizerKind.LBfgs or OptimizerKind.LevenbergMarquardt ? 0 : null,
            });

    [Fact]
    public void Schedules_early_stopping_dropout_and_metrics_go_on_as_well()
    {
        RequireSameBits(
            Precision.Double,
            () => new TrainingOptions
            {
                Epoch = 40,
                LearningRateSchedule = ScheduleKind.Plateau,
                ScheduleStep = 1,
                LearningRate = 0.05,
                ValidationSplit = 0.3,
                Metric = [Metric.MeanAbsoluteError],
            });
        RequireSameBits(Precision.Double, () => new TrainingOptions { Epoch = 40, LearningRateSchedule = ScheduleKind.OneCycle, WarmupEpoch = 3 });
        RequireSameBits(Precision.Double, () => new TrainingOptions { Epoch = 400, LearningRate = 0.05, ValidationSplit = 0.3, Patience = 4 });
        RequireSameBits(Precision.Double, () => new TrainingOptions { Epoch = 15 }, dropout: 0.3);
        RequireSameBits(Precision.Single, () => new TrainingOptions { Epoch = 90, ValidationSplit = 0.3, Patience = 20, AverageWeight = true });
        RequireSameBits(Precision.Double, () => new TrainingOptions { Epoch = 8, Optimizer = OptimizerKind.LBfgs, GradientTolerance = 0 }, dropout: 0.3);
    }

    [Fact]
    public void A_training_that_ended_is_not_begun_again()
    {
        var network = NewNetwork(Precision.Double, 0);
        var options = new TrainingOptions { Epoch = 5, Checkpoint = Checkpoint(resume: true) };
        Trainer.Train(network, Input, Target, options, null, default);
        double[] parameters = [.. network.Parameters];
        Trainer.Train(network, Input, Target, options, null, default);
        Assert.Equal(parameters, network.Parameters);
        Assert.Equal(5, network.EpochsTrained);
        Assert.Equal(5, network.History.Count);
    }

    public static TheoryData<string, string, string, string> Changes => new()
    {
        { "Seed", "Seed", "3", "9" },
        { "Optimizer", "Optimizer", "Adam", "Sgd" },
        { "BatchSize", "BatchSize", "32", "7" },
        { "FullBatch", "BatchSize", "32", "60" },
        { "NoShuffle", "shuffling", "yes", "no" },
        { "Loss", "Loss", "MeanSquaredError", "Huber" },
        { "LearningRate", "LearningRate", "the default", "0.5" },
        { "Beta1", "Beta1", "the default", "0.5" },
        { "L2", "L2", "0", "0.25" },
        { "AverageWeight", "AverageWeight", "no", "yes" },
        { "LearningRateSchedule", "LearningRateSchedule", "Constant", "Cosine" },
        { "SampleWeight", "training data", "", "" },
        { "ValidationSplit", "samples", "60", "48" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Another_setting_is_refused_with_both_values_and_leaves_the_network_alone(string setting, string name, string before, string now)
    {
        Trainer.Train(NewNetwork(Precision.Double, 0), Input, Target, new TrainingOptions { Epoch = 2, Checkpoint = Checkpoint(resume: false) }, null, default);
        var other = new TrainingOptions { Epoch = 2, Checkpoint = Checkpoint(resume: true) };
        Change(other, setting);
        BackpropException fault = RequireRefused(NewNetwork(Precision.Double, 0), Input, Target, other);
        Assert.Contains($"{name}: {before}", fault.Message, StringComparison.Ordinal);
        Assert.Contains($" in the checkpoint, {now}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_belongs_to_the_training_or_may_differ()
    {
        string[] mayDiffer = ["Epoch", "TimeLimit", "Metric", "ThrottleLimit", "Checkpoint"];

        // They are checked by what they do to the data.
        string[] inTheData =
        [
            "SampleWeight", "ClassWeight", "BalancedClasses", "ValidationSplit", "NoValidation", "ValidationInput", "ValidationTarget",
            "FullBatch", "NoShuffle",
        ];
        var plan = TrainingPlan.Of(NewNetwork(Precision.Double, 0), Input, Target, new TrainingOptions());
        string[] told = [.. TrainingFingerprint.Of(plan).Entries.Select(entry => entry.Name)];
        Assert.Equal(
            typeof(TrainingOptions)
                .GetProperties(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)
                .Select(property => property.Name)
                .Order(),
            told.Where(name => typeof(TrainingOptions).GetProperty(name) is not null).Concat(mayDiffer).Concat(inTheData).Order());
    }

    [Fact]
    public void Epochs_limits_threads_and_metrics_may_differ()
    {
        Trainer.Train(NewNetwork(Precision.Double, 0), Input, Target, new TrainingOptions { Epoch = 2, Checkpoint = Checkpoint(resume: false) }, null, default);
        var network = NewNetwork(Precision.Double, 0);
        var options = new TrainingOptions
        {
            Epoch = 5,
            TimeLimit = TimeSpan.FromHours(1),
            ThrottleLimit = 1,
            Metric = [Metric.MeanAbsoluteError],
            Checkpoint = Checkpoint(resume: true),
        };
        Assert.Equal(5, Trainer.Train(network, Input, Target, options, null, default).Epochs);
        var whole = NewNetwork(Precision.Double, 0);
        Trainer.Train(whole, Input, Target, new TrainingOptions { Epoch = 5 }, null, default);
        Assert.Equal(whole.Parameters, network.Parameters);
    }

    [Fact]
    public void Other_layers_are_refused()
    {
        Network Of(Action<LayerSpecification> change, Precision precision = Precision.Double)
        {
            var hidden = new LayerSpecification { Units = 6 };
            change(hidden);
            return Network.Create(2, [hidden, new LayerSpecification { Units = 1 }], new NetworkSettings { Seed = 3, Precision = precision });
        }

        Trainer.Train(Of(static _ => { }), Input, Target, new TrainingOptions { Epoch = 2, Checkpoint = Checkpoint(resume: false) }, null, default);
        Network[] others =
        [
            Of(static layer => layer.Activation = Activation.ReLU),
            Of(static layer => layer.Dropout = 0.5),
            Of(static layer => layer.NoBias = true),
            Of(static layer => layer.Units = 7),
            Of(static layer => layer.Frozen = FrozenPart.Biases),
            Of(static layer => (layer.Kind, layer.Units) = (LayerKind.BatchNormalization, 2)),
            Of(static _ => { }, Precision.Single),
        ];
        foreach (Network other in others)
        {
            BackpropException fault = RequireRefused(other, Input, Target, new TrainingOptions { Epoch = 2, Checkpoint = Checkpoint(resume: true) });
            Assert.Matches("(layer 1: Dense of 6, Tanh, with biases.*in the checkpoint, |precision: Double in the checkpoint, Single now)", fault.Message);
        }

        // As many parameters in another shape.
        var two = Network.Create(
            2,
            [new LayerSpecification { Units = 4 }, new LayerSpecification { Units = 2 }, new LayerSpecification { Units = 1 }],
            new NetworkSettings { Seed = 3 });
        Assert.Equal(Of(static _ => { }).ParameterCount, two.ParameterCount);
        RequireRefused(two, Input, Target, new TrainingOptions { Epoch = 2, Checkpoint = Checkpoint(resume: true) });
    }

    [Fact]
    public void Other_rows_and_another_order_of_rows_are_refused()
    {
        Trainer.Train(NewNetwork(Precision.Double, 0), Input, Target, new TrainingOptions { Epoch = 2, Checkpoint = Checkpoint(resume: false) }, null, default);
        int[] reversed = [.. Enumerable.Range(0, 60).Reverse()];
        double[][] rows = [.. Enumerable.Range(0, 60).Select(i => new[] { Input[i, 0], Input[i, 1] })];
        rows[59][1] = Math.BitIncrement(rows[59][1]);
        TrainingOptions Options() => new() { Epoch = 2, Checkpoint = Checkpoint(resume: true) };
        BackpropException order = RequireRefused(NewNetwork(Precision.Double, 0), Input.Select(reversed), Target.Select(reversed), Options());
        Assert.Contains("training. order of the training data: ", order.Message, StringComparison.Ordinal);
        BackpropException content = RequireRefused(NewNetwork(Precision.Double, 0), DataMatrix.FromRows("x", rows), Target, Options());
        Assert.Contains("training. training data: ", content.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validation_data_belongs_to_the_training_where_it_decides()
    {
        foreach (int? patience in new int?[] { null, 5 })
        {
            TrainingOptions Options(bool resume, double last) => new()
            {
                Epoch = 3,
                Patience = patience,
                ValidationInput = DataMatrix.FromRows("x", [[0, 0], [1, last]]),
                ValidationTarget = DataMatrix.FromRows("y", [[0], [1]]),
                Checkpoint = Checkpoint(resume),
            };
            Trainer.Train(NewNetwork(Precision.Double, 0), Input, Target, Options(resume: false, 1), null, default);
            if (patience is null)
            {
                Trainer.Train(NewNetwork(Precision.Double, 0), Input, Target, Options(resume: true, 2), null, default);
            }
            else
            {
                Assert.Contains(
                    "validation data: 2 samples",
                    RequireRefused(NewNetwork(Precision.Double, 0), Input, Target, Options(resume: true, 2)).Message,
                    StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(Scaling.MinMax)]
    [InlineData(Scaling.Robust)]
    public void Other_columns_are_refused(Scaling scalingNow)
    {
        Dataset data = SampleDataset.Create(SampleName.Moons, string.Empty, 40, 0.1, 1);
        Network Of(Scaling scaling) => Network.Create(
            ColumnFit.Of(data, scaling, Scaling.None, UnknownCategory.Error, oneUnit: true),
            [new LayerSpecification { Units = 3 }],
            new NetworkSettings { Seed = 1 });
        Trainer.Train(Of(Scaling.Standard), data, null, new TrainingOptions { Epoch = 2, Checkpoint = Checkpoint(resume: false) }, null, default);
        Network other = Of(scalingNow);
        NetworkColumns columns = other.Columns!;
        double[] before = [.. other.Parameters];
        var fault = Assert.Throws<BackpropException>(() =>
            Trainer.Train(other, data, null, new TrainingOptions { Epoch = 2, Checkpoint = Checkpoint(resume: true) }, null, default));
        Assert.Equal("CheckpointDiffers", fault.Id);
        Assert.Contains("feature 1: 'X', Numeric, Standard", fault.Message, StringComparison.Ordinal);
        Assert.Same(columns, other.Columns);
        Assert.Equal(before, other.Parameters);
    }

    [Fact]
    public async Task Numbers_that_are_not_finite_are_kept_and_gone_on_from()
    {
        // The squared error of the validation row is beyond the range; Adam's second moment in single precision, too.
        TrainingOptions Options(int epochs) => new()
        {
            Epoch = epochs,
            ValidationInput = DataMatrix.FromRows("x", [[1e200, 0]]),
            ValidationTarget = DataMatrix.FromRows("y", [[-1e200]]),
            Metric = [Metric.MeanSquaredError],
            Checkpoint = Checkpoint(resume: true),
        };
        var network = NewNetwork(Precision.Double, 0);
        Trainer.Train(network, Input, Target, Options(2), null, default);
        Assert.Equal(double.PositiveInfinity, network.History[0].ValidationLoss);
        var resumed = NewNetwork(Precision.Double, 0);
        Trainer.Train(resumed, Input, Target, Options(4), null, default);
        Assert.Equal(
            [double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity],
            resumed.History.Select(record => record.ValidationLoss!.Value));
        Assert.Equal(double.PositiveInfinity, resumed.History[0].ValidationMetric["MeanSquaredError"]);

        DataMatrix large = DataMatrix.FromRows("y", [.. Enumerable.Range(0, 60).Select(_ => new[] { 2e21 })]);
        File.Delete(Path.Combine(_folder, "checkpoint.json"));
        var single = NewNetwork(Precision.Single, 0);
        Trainer.Train(single, Input, large, new TrainingOptions { Epoch = 2, Checkpoint = Checkpoint(resume: true) }, null, default);
        string text = File.ReadAllText(Path.Combine(_folder, "checkpoint.json"));
        Assert.Contains("\"Infinity\"", text, StringComparison.Ordinal);
        NJsonSchema.JsonSchema schema = await NJsonSchema.JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "module", "psbackprop-network.schema.json"));
        Assert.Empty(schema.Validate(text));
        var again = NewNetwork(Precision.Single, 0);
        Trainer.Train(again, Input, large, new TrainingOptions { Epoch = 4, Checkpoint = Checkpoint(resume: true) }, null, default);
        var whole = NewNetwork(Precision.Single, 0);
        Trainer.Train(whole, Input, large, new TrainingOptions { Epoch = 4 }, null, default);
        Assert.Equal(whole.Parameters, again.Parameters);
    }

    [Theory]
    [InlineData("\"seconds\": ", "\"seconds\": null, \"seconds2\": ", "FileContent", "seconds2")]
    [InlineData("\"seconds\": ", "\"seconds\": -", "FileContent", "trainingState.seconds")]
    [InlineData("\"finishedEpochs\": 3", "\"finishedEpochs\": 4", "FileContent", "trainingState.finishedEpochs")]
    [InlineData("\"finishedEpochs\": 3", "\"finishedEpochs\": 3, \"ended\": 77", "FileContent", "trainingState.ended is not a text")]
    [InlineData("\"finishedEpochs\": 3", "\"finishedEpochs\": 3, \"ended\": \"77\"", "FileContent", "trainingState.ended is '77'")]
    [InlineData("\"numbers\": {", "\"numbers\": { \"step\": [null], \"other\": [0], \"two\": ", "FileNotJson", "")]
    [InlineData("\"step\": [", "\"step\": [null, ", "FileContent", "trainingState.numbers.step[0] is null")]
    [InlineData("\"step\": [", "\"step\": [1, ", "CheckpointIncomplete", "trainingState.numbers.step has 2 numbers")]
    [InlineData("\"step\": [", "\"step\": [-", "CheckpointIncomplete", "trainingState.numbers.step is not a whole number")]
    [InlineData("\"memory1\"", "\"memory9\"", "CheckpointIncomplete", "trainingState.numbers.memory1 is not there")]
    public void A_hostile_checkpoint_is_one_fault_with_its_place_and_leaves_the_network_alone(string part, string replacement, string id, string place)
    {
        Trainer.Train(NewNetwork(Precision.Double, 0), Input, Target, new TrainingOptions { Epoch = 3, Checkpoint = Checkpoint(resume: false) }, null, default);
        string path = Path.Combine(_folder, "checkpoint.json");
        string text = File.ReadAllText(path);
        Assert.Contains(part, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(part, replacement, StringComparison.Ordinal));
        var network = NewNetwork(Precision.Double, 0);
        double[] before = [.. network.Parameters];
        var fault = Assert.Throws<BackpropException>(() =>
            Trainer.Train(network, Input, Target, new TrainingOptions { Epoch = 3, Checkpoint = Checkpoint(resume: true) }, null, default));
        Assert.Equal(id, fault.Id);
        Assert.Contains(place, fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters);
        Assert.Empty(network.History);
    }

    [Fact]
    public void A_checkpoint_without_a_layer_is_refused()
    {
        Trainer.Train(NewNetwork(Precision.Double, 0), Input, Target, new TrainingOptions { Epoch = 2, Checkpoint = Checkpoint(resume: false) }, null, default);
        string path = Path.Combine(_folder, "checkpoint.json");
        string text = File.ReadAllText(path);
        int second = text.LastIndexOf("{\n      \"kind\"", StringComparison.Ordinal);
        int first = text.IndexOf("{\n      \"kind\"", StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        File.WriteAllText(path, text[..text.LastIndexOf(',', second)] + text[text.IndexOf("\n  ]", second, StringComparison.Ordinal)..]);
        RequireRefused(NewNetwork(Precision.Double, 0), Input, Target, new TrainingOptions { Epoch = 2, Checkpoint = Checkpoint(resume: true) });
    }

    [Fact]
    public void A_checkpoint_of_an_earlier_version_is_refused_by_name_and_its_network_read()
    {
        Trainer.Train(NewNetwork(Precision.Double, 0), Input, Target, new TrainingOptions { Epoch = 2, Checkpoint = Checkpoint(resume: false) }, null, default);
        string path = Path.Combine(_folder, "checkpoint.json");
        string text = File.ReadAllText(path);
        int state = text.IndexOf("\"trainingState\"", StringComparison.Ordinal);
        File.WriteAllText(path, text[..state] + "\"trainingState\": { \"seed\": [3], \"samples\": [60], \"optimizer\": [0] } }");
        var options = new TrainingOptions { Epoch = 2, Checkpoint = Checkpoint(resume: true) };
        Assert.Equal(
            "CheckpointOlder",
            Assert.Throws<BackpropException>(() => Trainer.Train(NewNetwork(Precision.Double, 0), Input, Target, options, null, default)).Id);
        Assert.Equal(2, NetworkFile.Load(path).EpochsTrained);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_is_told_of_once_and_tried_again()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "away")).FullName;
        string path = Path.Combine(folder, "checkpoint.json");
        var told = new List<BackpropException>();
        CheckpointFile New(bool resume) => new(path, 1, null, resume) { OnFault = told.Add };

        // The folder is away from the second epoch to the fourth.
        CheckpointFile checkpoint = New(resume: false);
        var network = NewNetwork(Precision.Double, 0);
        Trainer.Train(network, Input, Target, new TrainingOptions { Epoch = 6, Checkpoint = checkpoint }, MoveAway, default);
        Assert.Null(checkpoint.Fault);
        Assert.Equal("FileNotWritable", Assert.Single(told).Id);
        Assert.Equal(6, NetworkFile.Load(path).EpochsTrained);
        Assert.Equal(6, network.EpochsTrained);

        // It is away at the end.
        checkpoint = New(resume: false);
        TrainingSummary summary = Trainer.Train(
            NewNetwork(Precision.Double, 0),
            Input,
            Target,
            new TrainingOptions { Epoch = 3, Checkpoint = checkpoint },
            MoveAway,
            default);
        Assert.Equal((StopReason.EpochLimit, 3), (summary.StopReason, summary.Epochs));
        Assert.Equal("FileNotWritable", checkpoint.Fault!.Id);

        // It is away at the beginning, where nothing is lost yet.
        Assert.Equal(
            "FileNotWritable",
            Assert.Throws<BackpropException>(
                () =>
                    Trainer.Train(NewNetwork(Precision.Double, 0), Input, Target, new TrainingOptions { Checkpoint = New(resume: false) }, null, default)).Id);

        bool MoveAway(EpochRecord record)
        {
            switch (record.Epoch)
            {
                case 2:
                    Directory.Move(folder, folder + "2");
                    break;
                case 5:
                    Directory.Move(folder + "2", folder);
                    break;
            }

            return true;
        }
    }

    private static void Change(TrainingOptions options, string setting)
    {
        object value = setting switch
        {
            "Seed" => 9,
            "Optimizer" => OptimizerKind.Sgd,
            "BatchSize" => 7,
            "Loss" => Loss.Huber,
            "LearningRateSchedule" => ScheduleKind.Cosine,
            "SampleWeight" => Enumerable.Repeat(2.0, 60).ToArray(),
            "ValidationSplit" => 0.2,
            "L2" => 0.25,
            "LearningRate" or "Beta1" => 0.5,
            _ => true,
        };
        typeof(TrainingOptions).GetProperty(setting)!.SetValue(options, value);
    }

    private static BackpropException RequireRefused(Network network, DataMatrix input, DataMatrix target, TrainingOptions options)
    {
        double[] before = [.. network.Parameters];
        var fault = Assert.Throws<BackpropException>(() => Trainer.Train(network, input, target, options, null, default));
        Assert.Equal("CheckpointDiffers", fault.Id);
        Assert.Equal(before, network.Parameters);
        Assert.Empty(network.History);
        Assert.Equal(0, network.EpochsTrained);
        Assert.Null(network.Loss);
        return fault;
    }

    private static DataMatrix Input => DataMatrix.FromRows("x", [.. Enumerable.Range(0, 60).Select(i => new[] { Math.Sin(i), Math.Cos(2.0 * i) })]);

    private static DataMatrix Target => DataMatrix.FromRows("y", [.. Enumerable.Range(0, 60).Select(i => new[] { Math.Sin(i) * Math.Cos(2.0 * i) })]);

    private static Network NewNetwork(Precision precision, double dropout) => Network.Create(
        2,
        [new LayerSpecification { Units = 6 }, new LayerSpecification { Units = 1 }],
        new NetworkSettings { Precision = precision, Seed = 3, Dropout = dropout });

    private void RequireSameBits(Precision precision, Func<TrainingOptions> options, double dropout = 0)
    {
        var whole = NewNetwork(precision, dropout);
        Trainer.Train(whole, Input, Target, options(), null, default);
        int stop = Math.Max(1, (2 * whole.EpochsTrained / 3) - 1);

        File.Delete(Path.Combine(_folder, "checkpoint.json"));
        TrainingOptions first = options();
        first.Checkpoint = Checkpoint(resume: true);
        var network = NewNetwork(precision, dropout);
        Assert.ThrowsAny<Exception>(
            () =>
                Trainer.Train(
                    network,
                    Input,
                    Target,
                    first,
                    record => record.Epoch <= stop ? true : throw new InvalidOperationException("power cut"),
                    default));

        TrainingOptions second = options();
        second.Checkpoint = Checkpoint(resume: true);
        var resumed = NewNetwork(precision, dropout);
        TrainingSummary summary = Trainer.Train(resumed, Input, Target, second, null, default);
        Assert.Equal(whole.Parameters.Select(BitConverter.DoubleToInt64Bits), resumed.Parameters.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(whole.History.Select(record => record.ToString()), resumed.History.Select(record => record.ToString()));
        Assert.Equal(
            (whole.LastTraining!.StopReason, whole.LastTraining.Epochs, whole.LastTraining.BestEpoch),
            (summary.StopReason, summary.Epochs, summary.BestEpoch));
        Assert.Equal(whole.LastTraining.Findings, summary.Findings);
    }

    private CheckpointFile Checkpoint(bool resume) => new(Path.Combine(_folder, "checkpoint.json"), 1, null, resume);
}
