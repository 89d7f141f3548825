using System.Diagnostics;
using System.Globalization;

using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

using PSBackprop.Data.Csv;
using PSBackprop.Data;
using PSBackprop.Evaluations;
using PSBackprop.Inference;
using PSBackprop.Propagation;
using PSBackprop.Storage;
using PSBackprop.Tasks;
using PSBackprop.Training;

using Xunit;

namespace PSBackprop;

/// <summary>What the kinds in this folder do, each with nothing but its file, its name in the enumeration and its line in the list.</summary>
public sealed class ExtensionChecks : IDisposable
{
    private static readonly DataMatrix s_input = Rows("x", static i => [Math.Sin(i), Math.Cos(2.0 * i)]);
    private static readonly DataMatrix s_target = Rows("y", static i => [Math.Sin(i) * Math.Cos(2.0 * i)]);

    private readonly string _folder = Directory.CreateTempSubdirectory("psbackprop").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public void A_training_learns_and_gives_the_same_bits_with_any_number_of_threads()
    {
        foreach (Precision precision in Enum.GetValues<Precision>())
        {
            Network network = Trained(NewNetwork(precision), threads: 1);
            Assert.InRange(network.History[^1].Loss, 0, network.History[0].Loss / 2);
            Assert.Equal(Bits(network), Bits(Trained(NewNetwork(precision), threads: 4)));

            // Enough parameters for threads to share an update.
            Assert.Equal(Bits(Trained(Wide(precision), threads: 1, epochs: 2)), Bits(Trained(Wide(precision), threads: 4, epochs: 2)));
        }

        static Network Wide(Precision precision) => Network.Create(
            2,
            [new LayerSpecification { Units = 200 }, Normalization(), new LayerSpecification { Units = 200 }, new LayerSpecification { Units = 1 }],
            new NetworkSettings { Precision = precision, Seed = 3 });
    }

    public void An_interrupted_training_goes_on_with_the_same_bits()
    {
        var checkpoint = new CheckpointFile(Path.Combine(_folder, "checkpoint.json"), 1, null, resume: true);
        Network whole = Trained(NewNetwork());
        TrainingOptions options = Options(threads: null, epochs: 40);
        options.Checkpoint = checkpoint;
        Assert.Throws<InvalidOperationException>(() => Trainer.Train(
            NewNetwork(), s_input, s_target, options, static record => record.Epoch < 20 ? true : throw new InvalidOperationException("power cut"), default));
        Network resumed = NewNetwork();
        Assert.Equal(40, Trainer.Train(resumed, s_input, s_target, options, null, default).Epochs);
        Assert.Equal(Bits(whole), Bits(resumed));
        Assert.Equal(whole.History.Select(static record => record.Loss), resumed.History.Select(static record => record.Loss));

        var other = Assert.Throws<BackpropException>(() => Trainer.Train(NewNetwork(epsilon: 0.5), s_input, s_target, options, null, default));
        Assert.Equal("CheckpointDiffers", other.Id);
        Assert.Contains("Epsilon", other.Message, StringComparison.Ordinal);
    }

    public void A_setting_that_the_optimizer_lacks_is_refused_and_its_own_take_effect()
    {
        TrainingOptions options = Options(threads: null, epochs: 2);
        options.Momentum = 0.5;
        var fault = Assert.Throws<BackpropException>(() => Trainer.Train(NewNetwork(), s_input, s_target, options, null, default));
        Assert.Contains("-Optimizer Yogi", fault.Message, StringComparison.Ordinal);
        options.Momentum = null;
        options.Beta2 = 0.5;
        Network network = NewNetwork();
        Trainer.Train(network, s_input, s_target, options, null, default);
        Assert.NotEqual(Bits(Trained(NewNetwork(), epochs: 2)), Bits(network));
    }

    public void The_gradient_is_right()
    {
        var options = new TrainingOptions { L2 = 0.01 };
        Assert.Equal(GradientVerdict.Fine, GradientChecker.Check(NewNetwork(), s_input, s_target, options, null, 0, default).Verdict);
        Assert.Equal(GradientVerdict.Fine, GradientChecker.Check(Trained(NewNetwork()), s_input, s_target, options, null, 0, default).Verdict);
    }

    public void The_trace_shows_the_numbers_of_the_training()
    {
        Network network = NewNetwork();
        var options = new TrainingOptions { Optimizer = OptimizerKind.Yogi, Epoch = 1, FullBatch = true, NoShuffle = true };
        TraceRecord[] records = [.. Tracer.Run(network, s_input, s_target, options, update: true, default).SelectMany(TraceRecords.Of)];
        TraceRecord netInput = records.First(static record => record is { Layer: 2, Step: TraceStep.ForwardPass, Symbol: "z" });
        Assert.StartsWith("γ · x̂ + β = 1 · ", netInput.Formula, StringComparison.Ordinal);
        Assert.Contains(records, static record => record is { Layer: 2, Step: TraceStep.Gradient, Symbol: "∂E/∂γ" });
        TraceRecord update = records.First(static record => record is { Layer: 2, Step: TraceStep.Update, Symbol: "γ" });
        Assert.Equal(network.Parameters[network.Layers[1].Offset], update.Value);
        Assert.EndsWith("(Yogi)", update.Formula, StringComparison.Ordinal);
    }

    public void A_json_file_keeps_every_bit_and_the_options()
    {
        Network network = Trained(NewNetwork(epsilon: 0.25));
        Network loaded = Loaded(network, "network.json");
        Assert.Equal(Bits(network), Bits(loaded));
        Assert.Equal(network.ToString(), loaded.ToString());
        Assert.Equal(0.25, ((LayerNormalizationLayer)loaded.Layers[1]).Epsilon);
        string text = File.ReadAllText(Path.Combine(_folder, "network.json"));
        Assert.Contains("\"kind\": \"layerNormalization\"", text, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "wrong.json"), text.Replace("\"epsilon\": 0.25", "\"epsilon\": -1", StringComparison.Ordinal));
        var fault = Assert.Throws<BackpropException>(() => NetworkFile.Load(Path.Combine(_folder, "wrong.json")));
        Assert.Contains("Epsilon is -1", fault.Message, StringComparison.Ordinal);
    }

    public void A_text_file_keeps_every_bit_and_the_options()
    {
        Network network = Trained(NewNetwork(Precision.Single, epsilon: 0.25));
        Network loaded = Loaded(network, "network.txt");
        Assert.Equal(Bits(network), Bits(loaded));
        Assert.Equal(network.ToString(), loaded.ToString());
        Assert.Equal(Predictions(network), Predictions(loaded));
        string other = Path.Combine(_folder, "history.txt");
        var fault = Assert.Throws<BackpropException>(() => NetworkFile.Save(network, other, overwrite: false, force: false, withHistory: true));
        Assert.Contains("not for .txt", fault.Message, StringComparison.Ordinal);
    }

    public void Another_runtime_gives_the_same_outputs()
    {
        Network network = Trained(NewNetwork());
        RequireClose(Predictions(network), RunOnnx(network, s_input));
    }

    public void A_script_gives_the_same_outputs()
    {
        Network network = Trained(NewNetwork());
        NetworkFile.Save(network, Path.Combine(_folder, "sample.ps1"), overwrite: false, force: false);
        string script = Path.Combine(_folder, "run.ps1");
        var rows = Enumerable.Range(0, s_input.Rows).Select(static i => FormattableString.Invariant($"@({s_input[i, 0]:R}, {s_input[i, 1]:R})"));
        File.WriteAllText(script, $$"""
            . $PSScriptRoot/sample.ps1
            {{string.Join(", ", rows)}} | Get-SamplePrediction | ForEach-Object { $_.Prediction.ToString('R', [cultureinfo]::InvariantCulture) }
            """);
        string[] lines = RunPowerShell(script).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        RequireClose(Predictions(network), [.. lines.Select(static line => double.Parse(line, CultureInfo.InvariantCulture))]);
    }

    public void A_column_is_read_fitted_encoded_and_learned()
    {
        Dataset data = Hours();
        Network network = OfHours(data);
        Assert.Equal("Hour (a circle of 24)", network.Columns!.Input[0].ToString());
        DataMatrix units = DatasetEncoder.Inputs(network.Columns, data);
        Assert.Equal(["Hour, sine", "Hour, cosine"], units.ColumnNames);
        Assert.Equal((Math.Sin(Math.PI / 12), Math.Cos(Math.PI / 12)), (units[1, 0], units[1, 1]));
        Assert.InRange(network.History[^1].Loss, 0, network.History[0].Loss / 100);

        ColumnInference row = network.Columns.Input[0].Infer(UnknownCategory.Error, NumberNotation.Invariant);
        double[] read = new double[2];
        network.Columns.Input[0].Encoder()(row.Read("25", 1), new DenseUnitRow(read));
        Assert.Equal(units[1, 0], read[0], 1e-15);
        Assert.Equal("TextInNumericColumn", Assert.Throws<BackpropException>(() => row.Read("noon", 1)).Id);
        Assert.Equal("TextInNumericColumn", Assert.Throws<BackpropException>(() => Hours("noon")).Id);
    }

    public void A_column_is_in_a_file_and_tells_trainings_apart()
    {
        Dataset data = Hours();
        Network network = OfHours(data);
        Network loaded = Loaded(network, "network.json");
        Assert.Equal("Hour (a circle of 24)", loaded.Columns!.Input[0].ToString());
        Assert.Equal(Bits(network), Bits(loaded));
        string text = File.ReadAllText(Path.Combine(_folder, "network.json"));
        File.WriteAllText(Path.Combine(_folder, "wrong.json"), text.Replace("\"period\": 24", "\"period\": 0", StringComparison.Ordinal));
        var wrong = Assert.Throws<BackpropException>(() => NetworkFile.Load(Path.Combine(_folder, "wrong.json")));
        Assert.Contains("is not above 0", wrong.Message, StringComparison.Ordinal);

        var options = new TrainingOptions { Epoch = 2, Checkpoint = new CheckpointFile(Path.Combine(_folder, "checkpoint.json"), 1, null, resume: true) };
        OfHours(data, options);
        var other = Assert.Throws<BackpropException>(() => OfHours(Hours("47"), options));
        Assert.Contains("'Hour', Cyclic, period 24", other.Message, StringComparison.Ordinal);
        Assert.Contains("'Hour', Cyclic, period 48", other.Message, StringComparison.Ordinal);
    }

    public void A_column_is_exported_as_its_units_or_refused_by_name()
    {
        Dataset data = Hours();
        Network network = OfHours(data);
        OutputDecoder decoder = DecoderFactory.Create(network);
        DataMatrix units = DatasetEncoder.Inputs(network.Columns!, data);
        double[] expected = [.. Predictor.Create(network, units.Rows).Predict(units, default).Select(output => decoder.Decode(output).Value!.Value)];
        RequireClose(expected, RunOnnx(network, units));
        string script = Path.Combine(_folder, "hours.ps1");
        var fault = Assert.Throws<BackpropException>(() => NetworkFile.Save(network, script, overwrite: false, force: false));
        Assert.Equal("NotExportable", fault.Id);
        Assert.Contains("'Hour' has the kind Cyclic", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(script));
    }

    private static Network OfHours(Dataset data, TrainingOptions? options = null)
    {
        Network network = Network.Create(
            ColumnFit.Of(data, Scaling.Standard, Scaling.Standard, UnknownCategory.Error, oneUnit: false),
            [new LayerSpecification { Units = 6 }],
            new NetworkSettings { Seed = 3 });
        Trainer.Train(network, data, null, options ?? new TrainingOptions { Epoch = 200, LearningRate = 0.02 }, null, default);
        return network;
    }

    private static DataMatrix Rows(string name, Func<int, double[]> row) => DataMatrix.FromRows(name, [.. Enumerable.Range(0, 60).Select(row)]);

    private static LayerSpecification Normalization(double? epsilon = null)
    {
        var layer = new LayerSpecification { Kind = LayerKind.LayerNormalization, Activation = Activation.Tanh };
        if (epsilon is { } value)
        {
            layer.Options[LayerNormalizationLayer.EpsilonOption] = value;
        }

        return layer;
    }

    private static Network NewNetwork(Precision precision = Precision.Double, double? epsilon = null) => Network.Create(
        2,
        [new LayerSpecification { Units = 8, Activation = Activation.Linear }, Normalization(epsilon), new LayerSpecification { Units = 1 }],
        new NetworkSettings { Precision = precision, Seed = 3 });

    private static TrainingOptions Options(int? threads, int epochs) =>
        new() { Optimizer = OptimizerKind.Yogi, Epoch = epochs, BatchSize = 16, ThrottleLimit = threads };

    private static Network Trained(Network network, int? threads = null, int epochs = 40)
    {
        Trainer.Train(network, s_input, s_target, Options(threads, epochs), null, default);
        return network;
    }

    private static double[] Predictions(Network network) =>
        [.. Predictor.Create(network, s_input.Rows).Predict(s_input, default).SelectMany(static output => output)];

    private static long[] Bits(Network network) => Array.ConvertAll(network.Parameters, BitConverter.DoubleToInt64Bits);

    private static void RequireClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), static pair => Assert.InRange(pair.Second - pair.First, -1e-12, 1e-12));
    }

    // What is measured in each hour of three days, and in one more.
    private Dataset Hours(string last = "23")
    {
        string path = Path.Combine(_folder, $"{last}.csv");
        IEnumerable<string> hours = Enumerable.Range(0, 72).Select(static i => $"{i % 24}").Append(last);
        var lines = hours.Select(static (hour, i) => FormattableString.Invariant($"{hour},{3 + Math.Sin((i % 24) * Math.PI / 12)}"));
        File.WriteAllLines(path, lines.Prepend("Hour,Load"));
        var options = new CsvOptions
        {
            Kind = new Dictionary<string, ColumnKind> { ["Hour"] = ColumnKind.Cyclic },
            Select = static _ => new DatasetSelection(["Hour"], ["Load"]),
        };
        return CsvDatasetReader.Read(path, options, default);
    }

    private double[] RunOnnx(Network network, DataMatrix input)
    {
        string path = Path.Combine(_folder, "network.onnx");
        NetworkFile.Save(network, path, overwrite: false, force: false, precision: Precision.Double);
        using var session = new InferenceSession(path);
        var rows = new DenseTensor<double>(input.ToArray<double>(), [input.Rows, input.Columns]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("input", rows)]);
        return [.. results.Single().AsTensor<double>()];
    }

    private Network Loaded(Network network, string name)
    {
        string path = Path.Combine(_folder, name);
        NetworkFile.Save(network, path, overwrite: false, force: false);
        return NetworkFile.Load(path);
    }

    // With the SDK alone there is no pwsh; then PowerShell is a .NET tool, as for all other tests.
    private static string RunPowerShell(string script)
    {
        using Process process = Start("pwsh") ?? Start("dotnet", "dnx", "--yes", "powershell")!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!output.Wait(TimeSpan.FromSeconds(60)))
        {
            process.Kill(entireProcessTree: true);
        }

        return output.Result;

        Process? Start(string program, params string[] first)
        {
            try
            {
                string[] arguments = [.. first, "-NoProfile", "-NonInteractive", "-File", script];
                return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true });
            }
            catch (System.ComponentModel.Win32Exception) when (first.Length == 0)
            {
                return null;
            }
        }
    }
}
