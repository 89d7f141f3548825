using System.Text;

using NJsonSchema;

using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Storage.Json;
using PSBackprop.Storage;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>The network file: bits that come back, and files that are refused with their place named.</summary>
public sealed class NetworkFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psbackprop").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Single)]
    public void A_network_comes_back_with_the_same_bits(Precision precision)
    {
        var network = NewNetwork(precision);
        var input = DataMatrix.FromRows("x", [[0.1, -2, 3], [1e-5, 1e5, 0], [7, 8, 9]]);
        Trainer.Train(network, input, DataMatrix.FromRows("y", [[1, 0], [0, 1], [0, 1]]), new TrainingOptions { Epoch = 3 }, null, default);
        string path = Save(network);
        var loaded = NetworkFile.Load(path);
        Assert.Equal(network.Parameters, loaded.Parameters);
        Assert.Equal(Predictor.Create(network, 3).Predict(input, default), Predictor.Create(loaded, 3).Predict(input, default));
        Assert.Equal(
            (network.Name, network.Seed, network.Loss, network.EpochsTrained, network.Precision, network.ToString()),
            (loaded.Name, loaded.Seed, loaded.Loss, loaded.EpochsTrained, loaded.Precision, loaded.ToString()));
        string again = Save(loaded);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
    }

    [Fact]
    public async Task Every_kind_of_layer_and_setting_comes_back()
    {
        var network = Network.Create(
            3,
            [
                new LayerSpecification { Units = 4, Activation = Activation.Linear, NoBias = true, Frozen = FrozenPart.Weights },
                new LayerSpecification { Kind = LayerKind.BatchNormalization, Activation = Activation.LeakyReLU, Slope = 0.2, Dropout = 0.25 },
                new LayerSpecification { Units = 2 },
            ],
            new NetworkSettings { OutputActivation = Activation.Softmax, Seed = 5 });
        var input = DataMatrix.FromRows("x", [[0.1, -2, 3], [1e-5, 1e5, 0], [7, 8, 9]]);
        Trainer.Train(network, input, DataMatrix.FromRows("y", [[1, 0], [0, 1], [0, 1]]), new TrainingOptions { Epoch = 3 }, null, default);
        string path = Save(network);
        var schema = await SchemaAsync();
        Assert.Empty(schema.Validate(File.ReadAllText(path)));
        var loaded = NetworkFile.Load(path);
        Assert.Equal(network.Parameters, loaded.Parameters);
        Assert.Equal(
            network.Layers.Select(layer => (layer.Kind, layer.Shape, layer.Frozen)),
            loaded.Layers.Select(layer => (layer.Kind, layer.Shape, layer.Frozen)));
        Assert.Equal(Predictor.Create(network, 3).Predict(input, default), Predictor.Create(loaded, 3).Predict(input, default));
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"variance\": [", "\"variance\": [-", StringComparison.Ordinal));
        Assert.Contains("layers[1].variance[0]", Assert.Throws<BackpropException>(() => NetworkFile.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_version_1_loads_for_ever()
    {
        string path = Fixture("network-version-1.json");
        Network network = NetworkFile.Load(path);
        Assert.Equal("Version 1", network.Name);
        Assert.Equal([LayerKind.Dense, LayerKind.BatchNormalization, LayerKind.Dense], network.Layers.Select(layer => layer.Kind));
        Assert.Equal(["setosa", "versicolor", "virginica"], network.Columns!.Labels);
        Assert.Equal(3, network.History.Count);
        Assert.All(network.History, record => Assert.True(record.ValidationLoss > 0 && record.Metric["Accuracy"] > 0));
        double[] row = [.. new[] { 5.1, 3.5, 1.4, 0.2 }.Zip(network.Columns.Input, (value, column) => (value - column.Offset) / column.Scale)];
        Oracle.AssertClose([0.639180001190988, 0.11435733487480011, 0.24646266393421204], Predictor.Create(network, 1).Predict(row), 1e-12);
        var schema = await SchemaAsync();
        Assert.Empty(schema.Validate(File.ReadAllText(path)));
    }

    [Fact]
    public async Task A_classifier_of_version_1_loads_for_ever()
    {
        string path = Fixture("network-version-1-boolean.json");
        Network network = NetworkFile.Load(path);
        NetworkColumns columns = network.Columns!;
        Assert.Equal(["False", "True"], columns.Labels);
        Assert.Equal([ColumnKind.Numeric, ColumnKind.Categorical, ColumnKind.Boolean], columns.Input.Select(column => column.Kind));
        Assert.Equal([39.87179487179487, 0, 0], columns.Input.Select(column => column.Missing));
        Assert.Equal(UnknownCategory.Zero, columns.UnknownCategory);
        double[] row = [(20 - columns.Input[0].Offset) / columns.Input[0].Scale, 1, 0, 0, 0];
        Oracle.AssertClose([0.4549237312021831], Predictor.Create(network, 1).Predict(row), 1e-12);
        Assert.Empty((await SchemaAsync()).Validate(File.ReadAllText(path)));
    }

    [Fact]
    public async Task A_checkpoint_of_version_1_loads_for_ever()
    {
        string path = Fixture("checkpoint-version-1.json");
        using FileStream file = File.OpenRead(path);
        Network network = NetworkReader.Read(file, path, out JsonNode? training);
        Assert.Equal(NetworkFile.Load(Fixture("network-version-1-boolean.json")).Parameters, network.Parameters);
        Assert.Equal(3, network.History.Count);
        Assert.NotNull(training);
        Assert.Equal("CheckpointOlder", Assert.Throws<BackpropException>(() => CheckpointFormat.Read(training, network, path)).Id);
        Assert.Empty((await SchemaAsync()).Validate(File.ReadAllText(path)));
    }

    [Fact]
    public void Files_are_written_with_the_newest_version()
    {
        string again = Save(NetworkFile.Load(Fixture("network-version-1.json")));
        Assert.Contains("\"version\": 2,", File.ReadAllText(again), StringComparison.Ordinal);
        Assert.Equal(NetworkFile.Load(Fixture("network-version-1.json")).Parameters, NetworkFile.Load(again).Parameters);
    }

    [Fact]
    public void Random_networks_come_back_bit_for_bit()
    {
        var random = new Random(7);
        Activation[] hidden = [.. Enum.GetValues<Activation>().Except([Activation.Softmax])];
        for (int i = 0; i < 200; i++)
        {
            List<LayerSpecification> layers = i % 4 == 0 ? [new LayerSpecification { Kind = LayerKind.PiecewiseLinear }] : [];
            for (int l = 0; l < random.Next(0, 4); l++)
            {
                layers.Add(random.Next(4) == 0
                    ? new LayerSpecification { Kind = LayerKind.BatchNormalization, Activation = hidden[random.Next(hidden.Length)] }
                    : new LayerSpecification
                    {
                        Units = random.Next(1, 12),
                        Activation = hidden[random.Next(hidden.Length)],
                        Slope = random.NextDouble(),
                        NoBias = random.Next(2) == 0,
                        Dropout = random.Next(2) * 0.25,
                        Frozen = (FrozenPart)random.Next(4),
                    });
            }

            layers.Add(new LayerSpecification { Units = random.Next(1, 6) });
            var network = Network.Create(
                random.Next(1, 9),
                layers,
                new NetworkSettings
                {
                    Initializer = Initializer.Normal,
                    WeightScale = Math.Pow(10, random.Next(-20, 20)),
                    Precision = (Precision)random.Next(2),
                    Seed = i,
                });
            string path = Path.Combine(_folder, $"{i}.json{(i % 2 == 0 ? string.Empty : ".gz")}");
            NetworkFile.Save(network, path, overwrite: false, force: false);
            Network loaded = NetworkFile.Load(path);
            Assert.Equal(network.Parameters.Select(BitConverter.DoubleToInt64Bits), loaded.Parameters.Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(network.Layers.Select(Described), loaded.Layers.Select(Described));
        }
    }

    [Fact]
    public void A_write_that_fails_half_way_leaves_the_old_file_whole_and_nothing_else()
    {
        string path = Path.Combine(_folder, "old.json");
        File.WriteAllText(path, "old");
        Assert.Equal("FileNotWritable", Assert.Throws<BackpropException>(() => OutputFile.Write(path, true, false, stream =>
        {
            stream.Write("half of the new one"u8);
            throw new IOException("No space left on device");
        })).Id);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["old.json"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void The_extremes_of_double_come_back()
    {
        var network = Network.Create(1, [new LayerSpecification { Units = 8 }], new NetworkSettings { NoBias = true, Seed = 1 });
        network.SetParameters([double.MaxValue, double.MinValue, double.Epsilon, -double.Epsilon, 0.1 + 0.2, 1 / 3.0, -0.0, 5e-324]);
        Assert.Equal(
            network.Parameters.Select(BitConverter.DoubleToInt64Bits),
            NetworkFile.Load(Save(network)).Parameters.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void A_history_with_numbers_that_are_not_finite_comes_back_and_such_weights_do_not()
    {
        var network = Network.Create(1, [new LayerSpecification { Units = 1 }], new NetworkSettings { Seed = 1 });
        var metric = new Dictionary<string, double> { ["A"] = double.NaN, ["B"] = double.NegativeInfinity };
        network.AddRecord(new EpochRecord(1, double.PositiveInfinity, 0.1, metric, double.NaN) { ValidationLoss = double.NaN });
        network.AddRecord(new EpochRecord(2, 0.5, 0.1, EpochRecord.NoMetric, 1));
        string path = Path.Combine(_folder, "network.json");
        NetworkFile.Save(network, path, overwrite: true, force: false, withHistory: true);
        IReadOnlyList<EpochRecord> history = NetworkFile.Load(path).History;
        Assert.Equal((double.PositiveInfinity, double.NaN, double.NaN), (history[0].Loss, history[0].GradientNorm, history[0].ValidationLoss!.Value));
        Assert.Equal((double.NaN, double.NegativeInfinity), (history[0].Metric["A"], history[0].Metric["B"]));
        Assert.Null(history[1].ValidationLoss);
        Assert.Empty(history[1].Metric);
        string text = File.ReadAllText(path);
        Assert.Contains("\"loss\": [\"Infinity\", 0.5]", text, StringComparison.Ordinal);
        Assert.Contains("\"validationLoss\": [\"NaN\", null]", text, StringComparison.Ordinal);

        int weights = text.IndexOf("\"biases\": [", StringComparison.Ordinal) + 11;
        File.WriteAllText(path, text[..(weights - 1)] + "[\"Infinity\"]" + text[(text.IndexOf(']', weights) + 1)..]);
        BackpropException fault = Assert.Throws<BackpropException>(() => NetworkFile.Load(path));
        Assert.Contains("layers[0].biases[0] is not a finite number", fault.Message, StringComparison.Ordinal);
        network.SetParameters([1, double.NaN]);
        Assert.Equal("ParameterNotStorable", Assert.Throws<BackpropException>(() => NetworkFile.Save(network, path, overwrite: true, force: false)).Id);
    }

    [Fact]
    public void Categories_may_be_called_as_numbers_are()
    {
        foreach (string[] categories in new string[][] { ["NaN", "Infinity"], ["NaN", "a", "-Infinity"], ["a", "NaN"], ["null", "Infinity"] })
        {
            var columns = new NetworkColumns(
                [new NetworkColumn("x", ColumnKind.Categorical, categories, categories.Length, Scaling.None)],
                [new NetworkColumn("y", ColumnKind.Numeric, [], 1, Scaling.None)],
                UnknownCategory.Error);
            string path = Path.Combine(_folder, "network.json");
            NetworkFile.Save(Network.Create(columns, [], new NetworkSettings { Seed = 1 }), path, overwrite: true, force: false);
            Assert.Equal(categories, NetworkFile.Load(path).Columns!.Input[0].Categories);
        }
    }

    [Fact]
    public void Every_Unicode_encoding_is_read()
    {
        var network = Network.Create(2, [new LayerSpecification { Units = 3 }], new NetworkSettings { Seed = 1, Name = "Käse €" });
        string path = Path.Combine(_folder, "network.json");
        NetworkFile.Save(network, path, overwrite: true, force: false);
        string text = File.ReadAllText(path);
        foreach (bool mark in new[] { false, true })
        {
            Encoding[] encodings = [new UTF8Encoding(mark), new UnicodeEncoding(bigEndian: false, mark), new UnicodeEncoding(bigEndian: true, mark)];
            foreach (Encoding encoding in encodings)
            {
                File.WriteAllText(path, text, encoding);
                Network read = NetworkFile.Load(path);
                Assert.Equal(network.Parameters, read.Parameters);
                Assert.Equal("Käse €", read.Name);
            }
        }

        // Half of a pair of UTF-16.
        File.WriteAllBytes(
            path,
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("{\"name\":\""), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("\"}")]);
        Assert.Equal("FileNotJson", Assert.Throws<BackpropException>(() => NetworkFile.Load(path)).Id);
    }

    [Fact]
    public void A_row_of_weights_is_a_line()
    {
        var network = Network.Create(3, [new LayerSpecification { Units = 2 }], new NetworkSettings { Seed = 1 });
        network.SetParameters([1, 2, 3, 4, 5, 6, 7, 8]);
        string[] lines = [.. File.ReadLines(Save(network)).Select(line => line.Trim())];
        Assert.All(new[] { "[1, 2],", "[3, 4],", "[5, 6]", "\"biases\": [7, 8]" }, line => Assert.Contains(line, lines));
    }

    [Theory]
    [InlineData("\"format\": \"psbackprop-network\"", "\"format\": \"another\"", "FileNotOurs", "")]
    [InlineData("\"format\": \"psbackprop-network\",", "", "FileNotOurs", "")]
    [InlineData("\"version\": 2", "\"version\": 99", "FileNewer", "99")]
    [InlineData("\"version\": 2", "\"version\": \"2\"", "FileContent", "version")]
    [InlineData("\"version\": 2", "\"version\": 0", "FileContent", "version")]
    [InlineData("\"precision\": \"double\"", "\"precision\": \"half\"", "FileContent", "precision")]
    [InlineData("\"precision\": \"double\"", "\"precision\": \"double\", \"colour\": 1", "FileContent", "colour")]
    [InlineData("\"precision\": \"double\"", "\"precision\": \"double\", \"precision\": \"double\"", "FileContent", "precision")]
    [InlineData("\"units\": 4", "\"units\": 5", "FileContent", "layers[0].weights[0]")]
    [InlineData("\"units\": 4", "\"units\": 2000000000", "FileContent", "layers[0].units")]
    [InlineData("\"units\": 4", "\"units\": -4", "FileContent", "layers[0].units")]
    [InlineData("\"size\": 3", "\"size\": 4", "FileContent", "layers[0].weights")]
    [InlineData("\"activation\": \"tanh\"", "\"activation\": \"step\"", "FileContent", "layers[0].activation")]
    [InlineData("\"activation\": \"tanh\"", "\"activation\": \"softmax\"", "FileContent", "layers[0]")]
    [InlineData("\"kind\": \"dense\"", "\"kind\": \"lstm\"", "FileContent", "layers[0].kind")]
    [InlineData("\"epochsTrained\": 0", "\"epochsTrained\": -1", "FileContent", "epochsTrained")]
    [InlineData("0.125", "NaN", "FileNotJson", "line")]
    [InlineData("0.125", "1e999", "FileContent", "layers[0].weights[0][0]")]
    [InlineData("0.125", "\"0.125\"", "FileContent", "layers[0].weights[0][0]")]
    [InlineData("0.125", "null", "FileContent", "layers[0].weights[0][0]")]
    [InlineData("0.125,", "", "FileContent", "layers[0].weights[0]")]
    public void A_file_with_something_wrong_is_refused_with_its_place(string part, string replacement, string id, string place)
    {
        var network = NewNetwork(Precision.Double);
        double[] parameters = [.. network.Parameters];
        parameters[0] = 0.125;
        network.SetParameters(parameters);
        string path = Save(network);
        string text = File.ReadAllText(path);
        int at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The file has no {part}.");
        File.WriteAllText(path, text[..at] + replacement + text[(at + part.Length)..]);
        var fault = Assert.Throws<BackpropException>(() => NetworkFile.Load(path));
        Assert.Equal(id, fault.Id);
        Assert.Contains(place, fault.Message, StringComparison.Ordinal);
        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        string path = Save(NewNetwork(Precision.Double));
        byte[] bytes = File.ReadAllBytes(path);
        for (int length = 0; length < bytes.Length - 2; length += 7)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.Equal("FileNotJson", Assert.Throws<BackpropException>(() => NetworkFile.Load(path)).Id);
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"psbackprop-network\",\"version\":1}")]
    public void Other_json_is_refused(string text)
    {
        string path = Path.Combine(_folder, "other.json");
        File.WriteAllText(path, text);
        Assert.Contains(Assert.Throws<BackpropException>(() => NetworkFile.Load(path)).Id, new[] { "FileNotOurs", "FileContent" });
    }

    [Fact]
    public void A_target_that_may_not_be_replaced_stays_as_it_was()
    {
        var network = NewNetwork(Precision.Double);
        string path = Path.Combine(_folder, "there.json");
        File.WriteAllText(path, "mine");
        Assert.Equal("FileExists", Assert.Throws<BackpropException>(() => NetworkFile.Save(network, path, overwrite: false, force: true)).Id);
        File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.Equal("FileReadOnly", Assert.Throws<BackpropException>(() => NetworkFile.Save(network, path, overwrite: true, force: false)).Id);
        Assert.Equal("mine", File.ReadAllText(path));
        NetworkFile.Save(network, path, overwrite: true, force: true);
        Assert.Equal(network.Parameters, NetworkFile.Load(path).Parameters);
        Assert.Equal("PathIsFolder", Assert.Throws<BackpropException>(() => NetworkFile.Save(network, _folder, overwrite: true, force: true)).Id);
        string missing = Path.Combine(_folder, "none", "file.json");
        Assert.Equal("FileNotWritable", Assert.Throws<BackpropException>(() => NetworkFile.Save(network, missing, overwrite: true, force: false)).Id);
        Assert.Equal("FileNotFound", Assert.Throws<BackpropException>(() => NetworkFile.Load(missing)).Id);
        Assert.Equal(["there.json"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_published_schema_takes_what_is_written_and_refuses_what_is_not()
    {
        var schema = await SchemaAsync();
        var network = NewNetwork(Precision.Single);
        Trainer.Train(network, DataMatrix.FromRows("x", [[1, 2, 3]]), DataMatrix.FromRows("y", [[0, 1]]), new TrainingOptions { Epoch = 1 }, null, default);
        string text = File.ReadAllText(Save(network));
        Assert.Empty(schema.Validate(text));
        Assert.NotEmpty(schema.Validate(text.Replace("\"units\": 4", "\"units\": 0", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(text.Replace("\"seed\"", "\"sead\"", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(text.Replace("\"softmax\"", "\"step\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_published_schema_knows_every_name_of_the_format()
    {
        var schema = await SchemaAsync();
        Assert.Equal(Enum.GetValues<Activation>().Select(JsonNames.Of), schema.Definitions["activation"].Enumeration);
        Assert.Equal(Enum.GetValues<Loss>().Select(JsonNames.Of), schema.Definitions["loss"].Enumeration);
        Assert.Equal(Enum.GetValues<FrozenPart>().Except([FrozenPart.None]).Select(JsonNames.Of), schema.Definitions["frozen"].Enumeration);
        Assert.Equal(Enum.GetValues<Precision>().Select(JsonNames.Of), schema.Definitions["precision"].Enumeration);
    }

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Files", name);

    private static Task<JsonSchema> SchemaAsync() => JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "module", "psbackprop-network.schema.json"));

    // A slope is in the file where the activation has one, the usual one too.
    private static object Described(Layer layer) => (layer.Kind, layer.Frozen, layer.Shape with { Slope = layer.Function.Slope });

    private static Network NewNetwork(Precision precision) => Network.Create(
        3,
        [new LayerSpecification { Units = 4 }, new LayerSpecification { Units = 2, NoBias = true }],
        new NetworkSettings { OutputActivation = Activation.Softmax, Precision = precision, Seed = 5, Name = "a \"name\" – ü" });

    private string Save(Network network)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.json");
        NetworkFile.Save(network, path, overwrite: false, force: false);
        return path;
    }
}
