using System.Diagnostics;
using System.Text;

using Google.Protobuf;

using PSBackprop.Calibrations;
using PSBackprop.Data;
using PSBackprop.Data.Csv;
using PSBackprop.Storage;
using PSBackprop.Storage.Onnx;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>Damaged and malicious files: always a network or dataset, or one clear fault, soon and with little memory.</summary>
public sealed class HostileFileTests : IDisposable
{
    private const int Mutations = 5000;
    private const double MostSeconds = 1;
    private const long MostBytes = 100_000_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("psbackprop").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("network.json")]
    [InlineData("network.json.gz")]
    [InlineData("network.onnx")]
    [InlineData("members.json")]
    [InlineData("checkpoint.json")]
    [InlineData("series.json")]
    public void A_mutated_network_file_is_a_network_or_one_fault(string name)
    {
        string path = Path.Combine(_folder, name);
        Write(path);
        RequireAnswers(
            path,
            () => RequireWhole(name == "checkpoint.json" ? new CheckpointFile(path, 1, null, resume: true).Load()!.Value.Network : NetworkFile.Load(path)));
    }

    [Fact]
    public void A_mutated_csv_file_is_a_dataset_or_one_fault()
    {
        string path = Path.Combine(_folder, "data.csv");
        File.WriteAllText(path, "a,\"b \"\"c\"\"\",y\r\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{i * 0.37},\"text {i % 3}\",{i % 2}\r\n")));
        var options = new CsvOptions
        {
            Select = header => new DatasetSelection([.. header.Take(2)], [.. header.Skip(2).Take(1)]),
            Missing = MissingPolicy.Mean,
        };
        RequireAnswers(path, () => CsvDatasetReader.Read(path, options, default));
    }

    [Theory]
    [InlineData(
        "{\"format\":\"psbackprop-network\",\"version\":1,\"precision\":\"double\",\"seed\":1,\"input\":{\"size\":1000000000},"
        + "\"layers\":[{\"kind\":\"dense\",\"units\":2000000000,\"activation\":\"tanh\",\"weights\":[[1]]}]}")]
    [InlineData(
        "{\"format\":\"psbackprop-network\",\"version\":1,\"precision\":\"double\",\"seed\":1,\"input\":{\"size\":1000000000},"
        + "\"layers\":[{\"kind\":\"dense\",\"units\":1,\"activation\":\"tanh\",\"weights\":[[1]]}]}")]
    [InlineData("{\"format\":\"psbackprop-network\",\"version\":1e999}")]
    [InlineData(
        "{\"format\":\"psbackprop-network\",\"version\":1,\"precision\":\"double\",\"seed\":1,\"input\":{\"size\":1},"
        + "\"layers\":[{\"kind\":\"dense\",\"units\":1,\"activation\":\"tanh\",\"weights\":[[1],{}]}]}")]
    public void Claimed_sizes_cost_nothing(string text)
    {
        string path = Path.Combine(_folder, "claim.json");
        File.WriteAllText(path, text);
        Assert.NotNull(Timed(() => NetworkFile.Load(path)));
    }

    [Theory]
    [InlineData("{\"format\":\"psbackprop-network\",\"layers\":[", "{},", "{}]}")]
    [InlineData("{\"format\":\"psbackprop-network\",\"layers\":[", "[],", "[]]}")]
    [InlineData("{\"format\":\"psbackprop-network\",\"layers\":[", "\"\",", "\"\"]}")]
    [InlineData("{\"format\":\"psbackprop-network\",\"layers\":[", "{\"kind\":1},", "{}]}")]
    [InlineData("{\"format\":\"psbackprop-network\",", "\"a\":0,", "\"a\":0}")]
    [InlineData(
        "{\"format\":\"psbackprop-network\",\"version\":2,\"precision\":\"double\",\"seed\":1,\"input\":{\"size\":1},"
        + "\"layers\":[{\"kind\":\"dense\",\"units\":1,\"activation\":\"tanh\",\"weights\":[[1]]}],\"history\":[",
        "0,",
        "0]}")]
    public void Memory_is_in_proportion_to_the_file(string start, string part, string end)
    {
        const int length = 8_000_000;
        string path = Path.Combine(_folder, "large.json");
        File.WriteAllText(path, start + string.Concat(Enumerable.Repeat(part, length / part.Length)) + end);
        Assert.NotNull(Timed(() => NetworkFile.Load(path), seconds: 5, bytes: 10L * length));
    }

    [Fact]
    public void Many_numbers_of_a_training_are_read_in_linear_time()
    {
        string path = Path.Combine(_folder, "checkpoint.json");
        Write(path);
        string members = string.Concat(Enumerable.Range(0, 200_000).Select(i => $"\"n{i}\":[0],"));
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"numbers\": {", "\"numbers\": {" + members, StringComparison.Ordinal));
        Assert.Null(Timed(() => new CheckpointFile(path, 1, null, resume: true).Load(), seconds: 5, bytes: 300_000_000));
    }

    [Theory]
    [InlineData("identities in a row", null)]
    [InlineData("identities side by side", null)]
    [InlineData("sigmoids side by side", "OnnxUnsupported")]
    [InlineData("identities with one name", "OnnxContent")]
    [InlineData("a circle", "OnnxContent")]
    [InlineData("products that share weights", "OnnxContent")]
    [InlineData("factors that share numbers", "OnnxContent")]
    [InlineData("empty nodes", "OnnxContent")]
    public void An_onnx_model_takes_time_and_memory_in_proportion_to_its_file(string kind, string? id)
    {
        const int many = 60_000;
        const int wide = 400;
        var graph = new GraphProto { Input = { new ValueInfoProto { Name = "x" } }, Output = { new ValueInfoProto { Name = "y" } } };
        graph.Initializer.Add(OnnxTensor.Of("w", Enumerable.Repeat(1.0, wide * wide).ToArray(), Precision.Single, wide, wide));
        graph.Initializer.Add(OnnxTensor.Of("c", Enumerable.Repeat(1.0, 300_000).ToArray(), Precision.Single, 300_000));
        graph.Node.Add(
            new NodeProto { OpType = kind.StartsWith("factors", StringComparison.Ordinal) ? "Identity" : "MatMul", Input = { "x", "w" }, Output = { "0" } });
        (string operation, int count, Func<int, (string[] Inputs, string Output)> edge) = kind switch
        {
            "identities in a row" => ("Identity", many, i => ([$"{i}"], $"{i + 1}")),
            "identities side by side" => ("Identity", many, i => (["0"], $"{i + 1}")),
            "sigmoids side by side" => ("Sigmoid", many, i => (["0"], $"{i + 1}")),
            "identities with one name" => ("Identity", many, i => (["0"], "0")),
            "a circle" => ("Identity", 2, i => ([$"{(i == 0 ? 2 : i)}"], $"{i + 1}")),
            "products that share weights" => ("MatMul", 1500, i => ([$"{i}", "w"], $"{i + 1}")),
            "factors that share numbers" => ("Mul", 3000, i => ([$"{i}", "c"], $"{i + 1}")),
            _ => ("", 0, (Func<int, (string[], string)>)(_ => ([], ""))),
        };
        for (int i = 0; i < count; i++)
        {
            graph.Node.Add(new NodeProto { OpType = operation, Input = { edge(i).Inputs }, Output = { edge(i).Output } });
        }

        string path = Path.Combine(_folder, "bomb.onnx");
        using (var file = File.Create(path))
        {
            new ModelProto { IrVersion = 8, Graph = graph }.WriteTo(file);
            if (kind == "empty nodes")
            {
                // The graph's second part: 2 MB of nodes without anything, which are merged into the first.
                file.Write([0x3A, 0x80, 0x89, 0x7A, .. Enumerable.Repeat<byte[]>([0x0A, 0], 1_000_000).SelectMany(static bytes => bytes)]);
            }
        }

        BackpropException? fault = Timed(() => NetworkFile.Load(path), seconds: 6, bytes: 100 * new FileInfo(path).Length);
        Assert.Equal(id, fault?.Id);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        string path = Path.Combine(_folder, "deep.json");
        File.WriteAllText(path, "{\"format\":\"psbackprop-network\",\"layers\":" + new string('[', 100_000));
        Assert.Contains(Timed(() => NetworkFile.Load(path))!.Id, new[] { "FileNotJson", "FileContent" });
        File.WriteAllText(path, string.Concat(Enumerable.Repeat("{\"a\":", 100_000)));
        Assert.Contains(Timed(() => NetworkFile.Load(path))!.Id, new[] { "FileNotJson", "FileContent" });
    }

    [Theory]
    [InlineData("bomb.json.gz")]
    [InlineData("bomb.csv.gz")]
    public void A_small_file_that_unpacks_to_a_huge_one_is_refused(string name)
    {
        string path = Path.Combine(_folder, name);
        using (var stream = new System.IO.Compression.GZipStream(File.Create(path), System.IO.Compression.CompressionLevel.SmallestSize))
        {
            byte[] block = Encoding.ASCII.GetBytes(
                string.Concat(Enumerable.Repeat(name.EndsWith("csv.gz", StringComparison.Ordinal) ? $"{new string('0', 100)}\n" : "[[0,", 2_000)));
            for (int i = 0; i < 1500; i++)
            {
                stream.Write(block);
            }
        }

        var fault = Timed(
            () =>
            {
                if (name.EndsWith("csv.gz", StringComparison.Ordinal))
                {
                    CsvDatasetReader.Read(path, new CsvOptions { Header = ["a"], Select = header => new DatasetSelection(header, []) }, default);
                }
                else
                {
                    NetworkFile.Load(path);
                }
            },
            seconds: 5,
            bytes: 2_000_000_000);
        Assert.NotNull(fault);
    }

    // Bit flips, cuts, swaps, repeats, insertions of what parsers trip over.
    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var mutated = new List<byte>(bytes);
        string[] tokens =
        [
            "1e999", "-1", "99999999999999999999", "null", "NaN", "[[[[", "}", "\"", "\\u0000", ",,", "\u20ac", "1000000000",
            "{\"a\":1,\"a\":2}", "\0", "\"\n\"",
        ];
        for (int i = 0; i <= random.Next(3); i++)
        {
            int at = random.Next(mutated.Count);
            switch (random.Next(6))
            {
                case 0:
                    mutated[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    mutated.RemoveRange(at, Math.Min(random.Next(1, 40), mutated.Count - at));
                    break;
                case 2:
                    mutated.InsertRange(at, Encoding.UTF8.GetBytes(tokens[random.Next(tokens.Length)]));
                    break;
                case 3:
                    mutated.RemoveRange(at, mutated.Count - at);
                    break;
                case 4:
                    int from = random.Next(mutated.Count);
                    mutated.InsertRange(at, mutated.GetRange(from, Math.Min(random.Next(1, 60), mutated.Count - from)));
                    break;
                default:
                    mutated[at] = (byte)random.Next(256);
                    break;
            }

            if (mutated.Count == 0)
            {
                break;
            }
        }

        return [.. mutated];
    }

    private static void RequireAnswers(string path, Action read)
    {
        byte[] original = File.ReadAllBytes(path);
        var random = new Random(20261124);
        for (int i = 0; i < Mutations; i++)
        {
            byte[] mutated = Mutate(original, random);
            File.WriteAllBytes(path, mutated);
            try
            {
                Timed(read);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException(
                    $"Mutation {i} of {Path.GetFileName(path)}: {exception.Message}{Environment.NewLine}{Convert.ToBase64String(mutated)}",
                    exception);
            }
        }
    }

    private static BackpropException? Timed(Action read, double seconds = MostSeconds, long bytes = MostBytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        BackpropException? fault = null;
        try
        {
            read();
        }
        catch (BackpropException found)
        {
            fault = found;
            Assert.NotEqual("Unexpected", found.Id);
            Assert.EndsWith(".", found.Message.TrimEnd(), StringComparison.Ordinal);
        }

        Assert.True(watch.Elapsed.TotalSeconds < seconds, $"It took {watch.Elapsed}.");
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < bytes, $"It took {allocated:N0} bytes.");
        return fault;
    }

    private static void RequireWhole(Network network)
    {
        Assert.NotEmpty(network.Layers);
        Assert.Equal(network.ParameterCount, network.Parameters.Length);
        Assert.All(network.Parameters, parameter => Assert.True(double.IsFinite(parameter)));
        Assert.True(network.Columns is null || (network.Columns.InputSize == network.InputSize && network.Columns.OutputSize == network.OutputSize));
    }

    private static void Write(string path)
    {
        if (Path.GetFileName(path) == "series.json")
        {
            NetworkFile.Save(ForecastTests.Example(), path, overwrite: true, force: false);
            return;
        }

        Dataset data = SampleDataset.Create(SampleName.Moons, string.Empty, 20, 0.1, 1);
        NetworkColumns columns = ColumnFit.Of(data, Scaling.Standard, Scaling.None, UnknownCategory.Error, oneUnit: true);
        Network network = Network.Create(
            columns,
            [
                new LayerSpecification { Kind = LayerKind.PiecewiseLinear },
                new LayerSpecification { Units = 3 },
                new LayerSpecification { Kind = LayerKind.BatchNormalization },
            ],
            new NetworkSettings { Seed = 1, Name = "mutant", Member = Path.GetFileName(path) == "members.json" ? 2 : 1 });
        var options = new TrainingOptions { Epoch = 3 };
        if (Path.GetFileName(path) == "checkpoint.json")
        {
            options.Checkpoint = new CheckpointFile(path, 1, null, resume: false);
        }

        Trainer.Train(network, data, null, options, null, default);
        network.Calibration = new NetworkCalibration(
            30,
            columns.Labels,
            new ProbabilityScale([1.5], [-0.25]),
            DecisionCosts.Of(columns.LabelNames, [[0, 1], [50, 0]], 1),
            [ConformalScores.Of([.. Enumerable.Range(0, 30).Select(static i => i / 64.0)])]);
        if (options.Checkpoint is null)
        {
            NetworkFile.Save(network, path, overwrite: true, force: false);
        }
    }
}
