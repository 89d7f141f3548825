using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Storage;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests.Checks;

/// <summary>What must hold for every network, whatever it is made of.</summary>
public sealed class NetworkCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psbackprop").FullName;

    public static TheoryData<string> Names => [.. Configuration.All.Keys];

    public static TheoryData<string> WhereRowsCountAlone =>
        [.. Configuration.All.Where(pair => pair.Value.RowsAreIndependent && !pair.Value.HasDropout).Select(pair => pair.Key)];

    public static TheoryData<string> WithoutMemory => [.. Configuration.All.Where(pair => pair.Value.Optimizer == OptimizerKind.Sgd).Select(pair => pair.Key)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_refuses_what_it_cannot_learn_from_and_stays_as_it_was(string name)
    {
        Configuration configuration = Configuration.All[name];
        var network = configuration.Network();
        double[] before = [.. network.Parameters];
        double[][] input = Configuration.InputRows();
        double[][] target = configuration.TargetRows(input);
        double[][] With(double[][] rows, int row, params double[] values) => [.. rows.Select((old, i) => i == row ? values : old)];
        string Refused(Func<double[][]> x, Func<double[][]> y) =>
            Assert.Throws<BackpropException>(
                () => Trainer.Train(network, Configuration.Matrix("x", x()), Configuration.Matrix("y", y()), configuration.Options(), null, default)).Id;

        Assert.Equal("NotFinite", Refused(() => With(input, 4, 0, double.NaN, 0), () => target));
        Assert.Equal("NotFinite", Refused(() => With(input, 4, 0, 0, double.NegativeInfinity), () => target));
        Assert.Equal("NotFinite", Refused(() => input, () => With(target, 2, [.. target[2].Select(_ => double.PositiveInfinity)])));
        Assert.Equal("EmptyData", Refused(() => [], () => []));
        Assert.Equal("RowWidth", Refused(() => [.. input.Select(row => row[..2])], () => target));
        Assert.Equal("TargetWidth", Refused(() => input, () => [.. target.Select(row => row.Append(0).ToArray())]));
        Assert.Equal("RaggedRow", Refused(() => With(input, 3, 1), () => target));
        Assert.Equal("TargetCount", Refused(() => input, () => target[1..]));
        var predictor = Predictor.Create(network, 1);
        Assert.Equal("RowWidth", Assert.Throws<BackpropException>(() => predictor.Predict(Configuration.Matrix("x", [[1, 2]]), default).ToArray()).Id);
        Assert.Equal(before, network.Parameters);
        Assert.Empty(network.History);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_leaves_its_data_alone_and_gives_the_same_bits_for_the_same_seed(string name)
    {
        Configuration configuration = Configuration.All[name];
        double[][] input = Configuration.InputRows();
        double[][] target = configuration.TargetRows(input);
        double[] inputBefore = [.. input.SelectMany(row => row)];
        double[] targetBefore = [.. target.SelectMany(row => row)];
        double[,] square = new double[input.Length, input[0].Length];
        Buffer.BlockCopy(inputBefore, 0, square, 0, inputBefore.Length * sizeof(double));
        Network one = Train(configuration, configuration.Network(), input, target);
        var two = configuration.Network();
        Trainer.Train(two, DataMatrix.FromArray("x", square), Configuration.Matrix("y", target), configuration.Options(), null, default);
        RequireSameBits(one, two);
        Predict(one, input);
        Assert.Equal(inputBefore, input.SelectMany(row => row));
        Assert.Equal(inputBefore, square.Cast<double>());
        Assert.Equal(targetBefore, target.SelectMany(row => row));
        Assert.All(one.Parameters.ToArray(), value => Assert.True(double.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rows_prediction_hangs_on_that_row_alone(string name)
    {
        Configuration configuration = Configuration.All[name];
        double[][] input = Configuration.InputRows();
        Network network = Train(configuration, configuration.Network(), input, configuration.TargetRows(input));
        double[][] bulk = Predict(network, input);
        int[] order = [.. Enumerable.Range(0, input.Length).OrderBy(i => (i * 7) % input.Length)];
        double[][] shuffled = Predict(network, [.. order.Select(i => input[i])]);
        var single = Predictor.Create(network, 1);
        for (int i = 0; i < input.Length; i++)
        {
            Assert.Equal(Bits(bulk[order[i]]), Bits(shuffled[i]));
            Assert.Equal(Bits(bulk[i]), Bits(single.Predict(input[i])));
        }
    }

    [Theory]
    [MemberData(nameof(WhereRowsCountAlone))]
    public void Weight_two_is_the_row_twice_and_weight_zero_its_absence(string name)
    {
        Configuration configuration = Configuration.All[name];
        double[][] input = Configuration.InputRows();
        double[][] target = configuration.TargetRows(input);
        int[] weights = [.. Enumerable.Range(0, input.Length).Select(i => i % 3)];
        int[] repeated = [.. weights.SelectMany((weight, i) => Enumerable.Repeat(i, weight))];
        TrainingOptions Once() => WholeBatch(configuration);
        TrainingOptions weighted = Once();
        weighted.SampleWeight = [.. weights.Select(weight => (double)weight)];
        var one = configuration.Network();
        var two = configuration.Network();
        Trainer.Train(one, Configuration.Matrix("x", input), Configuration.Matrix("y", target), weighted, null, default);
        Trainer.Train(
            two,
            Configuration.Matrix("x", [.. repeated.Select(i => input[i])]),
            Configuration.Matrix("y", [.. repeated.Select(i => target[i])]),
            Once(),
            null,
            default);
        double tolerance = configuration.IsSingle ? 2e-3 : 1e-9;
        Assert.All(one.Parameters.ToArray().Zip(two.Parameters.ToArray()), pair => Assert.InRange(pair.First - pair.Second, -tolerance, tolerance));
        Assert.InRange(one.History[^1].Loss / two.History[^1].Loss, 1 - tolerance, 1 + tolerance);
    }

    [Theory]
    [MemberData(nameof(WithoutMemory))]
    public void Two_halves_are_one_training_where_the_method_has_no_memory(string name)
    {
        Configuration configuration = Configuration.All[name];
        double[][] input = Configuration.InputRows();
        double[][] target = configuration.TargetRows(input);
        var whole = configuration.Network();
        var halves = configuration.Network();
        foreach (var (network, parts, epochs) in new[] { (whole, 1, 8), (halves, 2, 4) })
        {
            for (int i = 0; i < parts; i++)
            {
                TrainingOptions options = WholeBatch(configuration);
                options.Epoch = epochs;
                Trainer.Train(network, Configuration.Matrix("x", input), Configuration.Matrix("y", target), options, null, default);
            }
        }

        RequireSameBits(whole, halves);
        Assert.Equal(whole.History.Select(record => (record.Epoch, record.Loss)), halves.History.Select(record => (record.Epoch, record.Loss)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_clone_is_independent_and_a_round_trip_changes_nothing_even_between_trainings(string name)
    {
        Configuration configuration = Configuration.All[name];
        double[][] input = Configuration.InputRows();
        double[][] target = configuration.TargetRows(input);
        Network network = Train(configuration, configuration.Network(), input, target);
        Network clone = network.Clone();
        string path = Path.Combine(_folder, "network.json");
        NetworkFile.Save(network, path, overwrite: true, force: false, withHistory: true);
        Network loaded = NetworkFile.Load(path);
        double[] before = [.. network.Parameters];
        Train(configuration, network, input, target);
        Assert.Equal(before, clone.Parameters);
        Assert.NotEqual(before, network.Parameters.ToArray());
        RequireSameBits(network, Train(configuration, clone, input, target));
        RequireSameBits(network, Train(configuration, loaded, input, target));
        Assert.Equal(network.EpochsTrained, loaded.EpochsTrained);
        Assert.Equal(network.History.Select(record => record.Loss), loaded.History.Select(record => record.Loss));
    }

    private static TrainingOptions WholeBatch(Configuration configuration)
    {
        TrainingOptions options = configuration.Options();
        options.BatchSize = null;
        options.FullBatch = options.NoShuffle = configuration.HasBatches;
        return options;
    }

    private static Network Train(Configuration configuration, Network network, double[][] input, double[][] target)
    {
        Trainer.Train(network, Configuration.Matrix("x", input), Configuration.Matrix("y", target), configuration.Options(), null, default);
        return network;
    }

    private static double[][] Predict(Network network, double[][] input) =>
        [.. Predictor.Create(network, input.Length).Predict(Configuration.Matrix("x", input), default)];

    private static void RequireSameBits(Network expected, Network actual) => Assert.Equal(Bits([.. expected.Parameters]), Bits([.. actual.Parameters]));

    private static long[] Bits(double[] values) => Array.ConvertAll(values, BitConverter.DoubleToInt64Bits);
}
