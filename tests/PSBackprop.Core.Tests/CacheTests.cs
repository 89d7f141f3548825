using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using PSBackprop.Data;
using PSBackprop.Data.Csv;
using PSBackprop.Evaluations;
using PSBackprop.Evaluations.Metrics;
using PSBackprop.Storage.Cache;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>
/// What is kept in a cache file is what was in memory, and whatever is done with it gives the same bits; a file that is not as it was written
/// is a fault.
/// </summary>
public sealed class CacheTests : IDisposable
{
    private const int TailSize = (4 * sizeof(long)) + SHA256.HashSizeInBytes + sizeof(long);

    private readonly string _folder = Directory.CreateTempSubdirectory("psbackprop").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, MissingPolicy.Mean)]
    [InlineData(2, MissingPolicy.Median)]
    [InlineData(3, MissingPolicy.Drop)]
    [InlineData(4, MissingPolicy.Error)]
    public void A_file_is_read_into_a_cache_as_into_memory(int seed, MissingPolicy missing)
    {
        string csv = WriteCsv(seed, 5000, hasMissing: missing != MissingPolicy.Error);
        Dataset memory = Read(csv, missing, null);
        string path = Path.Combine(_folder, "data.psbd");
        using (var store = new TemporaryStore(path))
        {
            CacheFile.Write(Read(csv, missing, store), null, path, overwrite: true, force: false, static _ => { }, default);
        }

        Assert.Equal([Path.GetFileName(csv), "data.psbd"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
        Dataset stored = CacheFile.Open(path);
        Assert.True(stored.IsStored);
        RequireSame(memory, stored);
        RequireSame(memory, stored.Load());
        int[] rows = [.. Enumerable.Range(0, memory.Count).OrderBy(row => Math.Sin(row * 1e3)).Take(3000)];
        RequireSame(memory.Select(rows), stored.Select(rows));
        RequireSame(memory.Select(rows).Select([5, 3, 3, 2999]), stored.Select(rows).Select([5, 3, 3, 2999]));
        Assert.Equal(DatasetCache.HashOf(memory), DatasetCache.HashOf(stored));
    }

    [Theory]
    [InlineData(1, Precision.Single, OptimizerKind.Adam)]
    [InlineData(2, Precision.Double, OptimizerKind.Sgd)]
    [InlineData(3, Precision.Double, OptimizerKind.LBfgs)]
    [InlineData(4, Precision.Single, OptimizerKind.RmsProp)]
    public void Training_and_measuring_give_the_bits_of_the_rows_in_memory(int seed, Precision precision, OptimizerKind optimizer)
    {
        Dataset memory = Read(WriteCsv(seed, 3000, hasMissing: true), MissingPolicy.Mean, null);
        Dataset stored = Stored(memory);
        var options = new TrainingOptions { Epoch = 3, Optimizer = optimizer, ValidationSplit = 0.2, ThrottleLimit = 1 + (seed % 2) };
        Network[] networks = [.. new[] { memory, stored }.Select(data => Trained(data, seed, precision, options))];
        Assert.Equal(networks[0].Parameters, networks[1].Parameters);
        Assert.Equal(networks[0].History.Select(static epoch => epoch.ValidationLoss), networks[1].History.Select(static epoch => epoch.ValidationLoss));
        Assert.Equal(networks[0].LastTraining!.Findings, networks[1].LastTraining!.Findings);
        Evaluation[] evaluations = [.. new[] { memory, stored }.Select(data => Evaluator.Evaluate(networks[0], data, 2, default))];
        Assert.Equal(Figures(evaluations[0]), Figures(evaluations[1]));

        static IEnumerable<(string, double?)> Figures(Evaluation evaluation) =>
            evaluation.Metrics.Select(metric => (metric.Name, evaluation.ValueOrNull(metric)));
    }

    [Fact]
    public void Of_more_samples_than_a_group_training_gives_the_bits_of_memory_and_goes_on_as_if_never_interrupted()
    {
        const int rows = 70_000;
        double[] x = [.. Enumerable.Range(0, rows).Select(row => Math.Sin(row * 0.37))];
        double[] z = [.. Enumerable.Range(0, rows).Select(row => Math.Cos(row * 0.11))];
        double[] y = [.. x.Zip(z, static (a, b) => a * b)];
        var memory = new Dataset(null, [new NumberColumn("x", x), new NumberColumn("z", z)], [new NumberColumn("y", y)]);
        Dataset stored = Stored(memory);
        Assert.Equal(Trained(memory, 1, Precision.Single, Options(2)).Parameters, Trained(stored, 1, Precision.Single, Options(2)).Parameters);

        string checkpoint = Path.Combine(_folder, "checkpoint.json");
        Trained(stored, 1, Precision.Single, Options(1, new Storage.CheckpointFile(checkpoint, 1, null, resume: false)));
        Network resumed = Trained(memory, 1, Precision.Single, Options(2, new Storage.CheckpointFile(checkpoint, 1, null, resume: true)));
        Assert.Equal(Trained(stored, 1, Precision.Single, Options(2)).Parameters, resumed.Parameters);

        static TrainingOptions Options(int epochs, Storage.CheckpointFile? file = null) =>
            new() { Epoch = epochs, BatchSize = 1000, NoValidation = true, Checkpoint = file };
    }

    [Fact]
    public void Texts_that_are_mostly_zeros_in_units_stay_so()
    {
        string[] texts = [.. Enumerable.Range(0, 2500).Select(static row => row % 7 == 0 ? string.Empty : $"word{row % 50} über {row % 13} 漢字 {row}")];
        double[] y = [.. texts.Select(static text => text.Length % 5.0)];
        var memory = new Dataset(null, [new StringColumn("t", texts)], [new NumberColumn("y", y)], MissingPolicy.Mean);
        Dataset stored = Stored(memory);
        RequireSame(memory, stored);
        var options = new TrainingOptions { Epoch = 2, NoValidation = true };
        Network[] networks = [.. new[] { memory, stored }.Select(data => Trained(data, 3, Precision.Single, options, textBit: 12))];
        Assert.True(DatasetEncoder.Inputs(networks[0].Columns!, stored).IsSparse);
        Assert.Equal(networks[0].Parameters, networks[1].Parameters);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    public void Importance_and_profiles_are_those_of_the_rows_in_memory_and_leave_the_others_in_the_file(int textBit)
    {
        const int rows = 2500;
        var random = new Random(textBit);
        double[] x = [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble())];
        double[] z = [.. x.Select(value => random.Next(9) == 0 ? double.NaN : value - random.NextDouble())];
        string[] texts = [.. Enumerable.Range(0, rows).Select(row => $"word{random.Next(20)} {row % 13}")];
        double[] y = [.. x.Zip(texts, static (a, text) => a + (text.Length % 3))];
        var memory = new Dataset(
            null, [new NumberColumn("x", x), new StringColumn("t", texts), new NumberColumn("z", z)], [new NumberColumn("y", y)], MissingPolicy.Mean);
        Dataset stored = Stored(memory);
        Network network = Trained(memory, 5, Precision.Double, new TrainingOptions { Epoch = 3, NoValidation = true }, textBit);
        NetworkColumns columns = network.Columns!;
        IReadOnlyList<ColumnGroup> groups = ColumnGroup.Of(columns);
        EvaluationMetric metric = EvaluationMetricFamily.Find(columns, null, string.Empty);
        DataMatrix input = DatasetEncoder.Inputs(columns, stored);
        Assert.Equal(textBit > 10, input.IsSparse);
        Assert.True(input.With(input.Only(groups[0].Units), groups[0].Units, static row => row).IsStored);

        Assert.Equal(Importances(memory, 1), Importances(stored, 3));
        foreach (NetworkColumn column in columns.Input.Where(static column => column.Kind == ColumnKind.Numeric))
        {
            Assert.Equal(Profile(memory, column), Profile(stored, column));
        }

        (string, double)[] Importances(Dataset data, int threads)
        {
            var (features, target) = DatasetEncoder.Encode(columns, data, 0, default);
            return
            [
                .. PermutationImportance
                    .Measure(network, features, target, groups, metric, PermutationImportance.Draw(rows, 4, 1), threads, null, default)
                    .SelectMany(static one => one.Values.Select(value => (one.Column, value))),
            ];
        }

        (object?, double, double, double)[] Profile(Dataset data, NetworkColumn column) =>
        [
            .. DependenceProfile.Of(network, data, column, new UnknownCategories(UnknownCategory.Error), 2, null, default)
                .Select(static point => (point.Value, point.Mean, point.Lower, point.Upper)),
        ];
    }

    [Fact]
    public void Of_several_values_that_cannot_be_used_the_first_is_named()
    {
        const int rows = 20_000;
        double[] x = [.. Enumerable.Range(0, rows).Select(static row => row is 7000 or 19_000 ? double.NaN : row)];
        double[] y = [.. Enumerable.Range(0, rows).Select(static row => (double)row)];
        var whole = new Dataset(null, [new NumberColumn("x", y)], [new NumberColumn("y", y)]);
        NetworkColumns columns = ColumnFit.Of(whole, Scaling.Standard, Scaling.Standard, UnknownCategory.Error, oneUnit: false);
        var bad = new Dataset(null, [new NumberColumn("x", x)], whole.Target, MissingPolicy.Mean);
        foreach (Dataset data in new[] { bad, Stored(bad) })
        {
            BackpropException fault = Assert.Throws<BackpropException>(() => DatasetEncoder.Inputs(columns, data));
            Assert.Contains("7001", fault.Message.Replace(NumberFormatInfo.CurrentInfo.NumberGroupSeparator, string.Empty, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_mutated_cache_is_a_fault_and_never_other_values()
    {
        string path = Cache(Read(WriteCsv(1, 1500, hasMissing: true), MissingPolicy.Mean, null));
        byte[] good = File.ReadAllBytes(path);
        string bad = Path.Combine(_folder, "bad.psbd");
        var random = new Random(1);
        for (int i = 0; i < 400; i++)
        {
            byte[] bytes = [.. good];
            int place = i % 2 == 0 ? random.Next(bytes.Length) : bytes.Length - 1 - random.Next(3000);
            bytes[place] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(bad, bytes);
            string id = Assert.Throws<BackpropException>(() => ReadAll(bad)).Id;
            Assert.Contains(id, new[] { "CacheDamaged", "CacheChanged", "CacheNotOurs", "CacheNewer" });
        }

        for (int i = 0; i < 60; i++)
        {
            File.WriteAllBytes(bad, good[..random.Next(good.Length)]);
            Assert.Throws<BackpropException>(() => ReadAll(bad));
        }
    }

    // Whoever makes a file with intent knows how its hash is made.
    [Fact]
    public void A_cache_that_claims_what_it_does_not_have_is_one_fault()
    {
        string path = Cache(Read(WriteCsv(2, 1500, hasMissing: true), MissingPolicy.Mean, null));
        byte[] good = File.ReadAllBytes(path);
        string bad = Path.Combine(_folder, "bad.psbd");
        var (start, slices, description, notes) = End(good);
        string json = Encoding.UTF8.GetString(description);
        string[] lies =
        [
            json.Replace("\"rows\":1500", "\"rows\":2000000000", StringComparison.Ordinal),
            json.Replace("\"rows\":1500", "\"rows\":1499", StringComparison.Ordinal),
            json.Replace("float64", "int64", StringComparison.Ordinal),
            json.Replace("\"float64\"", "\"float64\",\"float64\"", StringComparison.Ordinal),
            json.Replace("float64", "float16", StringComparison.Ordinal),
            json.Replace("\"categorical\"", "\"boolean\"", StringComparison.Ordinal),
            json.Replace("\"red\"", "\"green\"", StringComparison.Ordinal),
            json.Replace("\"categories\":[", "\"categories\":[], \"labelType\":[", StringComparison.Ordinal),
            json.Replace("\"edges\":[", "\"edges\":[1e300,", StringComparison.Ordinal),
            json.Replace("e\":true", "e\":false", StringComparison.Ordinal).Replace("t\":true", "t\":false", StringComparison.Ordinal),
            json[..^1],
            "[]",
            new string('[', 100_000),
        ];
        foreach (string lie in lies)
        {
            Assert.NotEqual(json, lie);
            File.WriteAllBytes(bad, Sealed(good, start, slices, Encoding.UTF8.GetBytes(lie), notes));
            Assert.Throws<BackpropException>(() => ReadAll(bad));
        }

        var random = new Random(3);
        for (int i = 0; i < 300; i++)
        {
            byte[] index = [.. slices];
            index[random.Next(index.Length)] = (byte)random.Next(256);
            byte[] text = [.. description];
            text[random.Next(text.Length)] = (byte)random.Next(32, 127);
            File.WriteAllBytes(bad, Sealed(good, start, i % 2 == 0 ? index : slices, i % 2 == 0 ? description : text, notes));
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                ReadAll(bad);
            }
            catch (BackpropException)
            {
                // One fault is an answer; a dataset is one where nothing but a name was changed.
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_that_is_changed_while_it_is_open_is_a_fault_that_names_the_rows(bool isCut)
    {
        string path = Cache(Read(WriteCsv(3, 4000, hasMissing: false), MissingPolicy.Error, null));
        Dataset stored = CacheFile.Open(path);
        Network network = Trained(stored, 1, Precision.Double, new TrainingOptions { Epoch = 1, NoValidation = true });
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            if (isCut)
            {
                file.SetLength(file.Length / 2);
            }
            else
            {
                file.Position = 100;
                file.Write([1, 2, 3]);
            }
        }

        BackpropException fault = Assert.Throws<BackpropException>(
            () => Trained(stored, 1, Precision.Double, new TrainingOptions { Epoch = 1, NoValidation = true }));
        Assert.Equal("CacheChanged", fault.Id);
        Assert.NotEmpty(network.History);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(1023, 3)]
    [InlineData(65_536, 20)]
    [InlineData(65_537, 20)]
    [InlineData(200_100, 784)]
    [InlineData(300_000, 0)]
    public void Each_epoch_goes_through_all_samples_once_in_groups_of_blocks(int samples, int numbers)
    {
        var order = new SampleOrder(samples, numbers, shuffle: true);
        order.Draw(1, 1);
        int[] first = Turns(order);
        order.Draw(1, 2);
        int[] second = Turns(order);
        var again = new SampleOrder(samples, numbers, shuffle: true);
        again.Draw(1, 2);
        Assert.Equal(second, Turns(again));
        if (samples > 1)
        {
            Assert.NotEqual(first, second);
        }

        Assert.Equal(Enumerable.Range(0, samples), second.Order());
        int turn = 0;
        for (int group = 0; turn < samples; group++)
        {
            HashSet<int> blocks = [.. order.BlocksOf(group).ToArray()];
            Assert.True((long)blocks.Count * SampleOrder.BlockRows * numbers <= 1 << 26 || blocks.Count <= 4);
            for (; turn < order.EndOf(group); turn++)
            {
                Assert.Equal(group, order.GroupAt(turn));
                Assert.Contains(order[turn] / SampleOrder.BlockRows, blocks);
            }
        }
    }

    private static int[] Turns(SampleOrder order) => [.. Enumerable.Range(0, order.Samples).Select(turn => order[turn])];

    private static void RequireSame(Dataset expected, Dataset actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(expected.Missing, actual.Missing);
        Assert.Equal(expected.Findings, actual.Findings);
        Assert.Equal(expected.Empty, actual.Empty);
        Assert.Equal(expected.Notation, actual.Notation);
        foreach (var (one, other) in new[] { (expected.Feature, actual.Feature), (expected.Target, actual.Target) })
        {
            Assert.Equal(one.Select(static column => (column.Name, column.Kind)), other.Select(static column => (column.Name, column.Kind)));
            foreach (var (column, same) in one.Zip(other))
            {
                Assert.Equal(column.Categories, same.Categories);
                Assert.Equal(Enumerable.Range(0, column.Count).Select(row => column[row]), Enumerable.Range(0, column.Count).Select(row => same[row]));
                Assert.Equal(column.HasMissing, same.HasMissing);
            }
        }

        if (expected.Target.Count > 0)
        {
            NetworkColumns columns = ColumnFit.Of(expected, Scaling.Robust, Scaling.Standard, UnknownCategory.Error, oneUnit: true, textBit: 6);
            NetworkColumns others = ColumnFit.Of(actual, Scaling.Robust, Scaling.Standard, UnknownCategory.Error, oneUnit: true, textBit: 6);
            Assert.Equal(DatasetEncoder.Inputs(columns, expected).ToArray<double>(), DatasetEncoder.Inputs(others, actual).ToArray<double>());
            Assert.Equal(DatasetEncoder.Targets(columns, expected).ToArray<double>(), DatasetEncoder.Targets(others, actual).ToArray<double>());
        }
    }

    private static Network Trained(Dataset data, int seed, Precision precision, TrainingOptions options, int textBit = 6)
    {
        NetworkColumns columns = ColumnFit.Of(data, Scaling.Standard, Scaling.Standard, UnknownCategory.Error, oneUnit: true, textBit: textBit);
        Network network = Network.Create(
            columns, [new LayerSpecification { Units = 4, Activation = Activation.Tanh }], new NetworkSettings { Seed = seed, Precision = precision });
        Trainer.Train(network, data, null, options, null, default);
        return network;
    }

    private Dataset Stored(Dataset data) => CacheFile.Open(Cache(data));

    private string Cache(Dataset data)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.psbd");
        CacheFile.Write(data, null, path, overwrite: false, force: false, static _ => { }, default);
        return path;
    }

    private static void ReadAll(string path) => CacheFile.Open(path).Load();

    private static (long Start, byte[] Slices, byte[] Description, byte[] Notes) End(byte[] file)
    {
        int[] numbers = [.. Enumerable.Range(0, 3).Select(i => (int)BitConverter.ToInt64(file, file.Length - TailSize + (i * sizeof(long))))];
        int description = numbers[0] + numbers[1];
        int notes = description + numbers[2];
        return (numbers[0], file[numbers[0]..description], file[description..notes], file[notes..^TailSize]);
    }

    private static byte[] Sealed(byte[] file, long start, byte[] slices, byte[] description, byte[] notes)
    {
        byte[] hash = SHA256.HashData([.. file[..16], .. slices, .. description, .. notes]);
        return
        [
            .. file[..(int)start], .. slices, .. description, .. notes,
            .. BitConverter.GetBytes(start), .. BitConverter.GetBytes((long)slices.Length), .. BitConverter.GetBytes((long)description.Length),
            .. BitConverter.GetBytes((long)notes.Length), .. hash, .. file[^sizeof(long)..],
        ];
    }

    private string WriteCsv(int seed, int rows, bool hasMissing)
    {
        var random = new Random(seed);
        string path = Path.Combine(_folder, "data.csv");
        var text = new StringBuilder("code,size,whole,when,flag,colour,note,label\n");
        for (int row = 0; row < rows; row++)
        {
            // Digits with a leading zero make names of the numbers before them.
            string code = row == rows / 2 ? "007" : random.Next(100, 120).ToString(CultureInfo.InvariantCulture);
            string offset = row % 2 == 0 ? "+02:00" : string.Empty;
            string[] cells =
            [
                code,
                (random.NextDouble() * 1e3).ToString("R", CultureInfo.InvariantCulture),
                random.Next(5).ToString(CultureInfo.InvariantCulture),
                new DateTime(2026, 1, 1).AddMinutes(random.Next(1_000_000)).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture) + offset,
                random.Next(2) == 0 ? "True" : "False",
                new[] { "red", "green", "blue" }[random.Next(3)],
                $"note {random.Next(30)} é",
                random.Next(2) == 0 ? "yes" : "no",
            ];
            for (int i = 0; i < 6 && hasMissing; i++)
            {
                cells[i] = random.NextDouble() < 0.02 ? string.Empty : cells[i];
            }

            text.AppendJoin(',', cells).Append('\n');
        }

        File.WriteAllText(path, text.ToString());
        return path;
    }

    private static Dataset Read(string path, MissingPolicy missing, CellStore? store) => CsvDatasetReader.Read(
        path,
        new CsvOptions
        {
            Select = static header => new DatasetSelection([.. header.SkipLast(1)], [header[^1]]),
            Missing = missing,
            Kind = new Dictionary<string, ColumnKind> { ["note"] = ColumnKind.Text },
            Store = store,
        },
        default);
}
