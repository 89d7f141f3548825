using PSBackprop.Data;
using PSBackprop.Evaluations;
using PSBackprop.Layers;
using PSBackprop.Propagation;
using PSBackprop.Storage;
using PSBackprop.Tasks;
using PSBackprop.Training;
using PSBackprop.Training.Defaults;

namespace PSBackprop.Core.Tests;

/// <summary>The piecewise linear encoding: its pieces against a plain reference, its derivative, and what it lets a network learn.</summary>
public sealed class PiecewiseLinearTests
{
    [Fact]
    public void Pieces_lie_between_the_quantiles_of_inputs_with_more_than_two_values()
    {
        // The second input is a yes or no and gets none; the third has four values, which are the ends of three pieces.
        double[] first = [.. Enumerable.Range(0, 101).Select(static i => i * i / 100.0)];
        Network network = Train([.. Enumerable.Range(0, 101).Select(i => new[] { first[100 - i], i % 2, i % 4 })], units: 3 + 12);
        var layer = (PiecewiseLinearLayer)network.Layers[0];
        Assert.Equal([0, 0, 0, 0, 0, 0, 2, 2, 2, 0, 0, 0], layer.Source);
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(Edge(i), layer.Start[i], 1e-12);
            Assert.Equal(Edge(i + 1) - Edge(i), layer.Width[i], 1e-12);
        }

        Assert.Equal([0, 1, 2], layer.Start[6..9]);
        Assert.Equal([1, 1, 1, 0, 0, 0], layer.Width[6..]);

        double Edge(int sixth)
        {
            double place = sixth * 100 / 6.0;
            int below = (int)place;
            return first[below] + ((place - below) * (first[Math.Min(below + 1, 100)] - first[below]));
        }
    }

    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Single)]
    public void Outputs_are_the_inputs_and_how_far_each_piece_has_risen(Precision precision)
    {
        Network network = Train(Rows(200, 2, seed: 1), units: 2 + 9, precision, output: null);
        var layer = (PiecewiseLinearLayer)network.Layers[0];
        foreach (double[] row in (double[][])[[0.3, -0.2], [1e6, -1e6], [layer.Start[3], layer.Start[7]], [-3, 3]])
        {
            double[] output = Predictor.Create(network, 1).Predict(row);
            Assert.Equal(row, output[..2], (a, b) => Math.Abs(a - b) <= 1e-7 * Math.Abs(a));
            for (int piece = 0; piece < 9; piece++)
            {
                double expected = layer.Width[piece] == 0 ? 0 : Math.Clamp((row[(int)layer.Source[piece]] - layer.Start[piece]) / layer.Width[piece], 0, 1);
                Assert.Equal(expected, output[2 + piece], precision == Precision.Double ? 1e-15 : 1e-6);
            }
        }
    }

    [Fact]
    public void A_constant_input_and_one_of_two_values_leave_pieces_that_stay_0()
    {
        Network network = Train([.. Enumerable.Range(0, 20).Select(static i => new double[] { 5, i % 2 })], units: 2 + 4);
        Assert.All(((PiecewiseLinearLayer)network.Layers[0]).Width, static width => Assert.Equal(0, width));
        Assert.All(Predictor.Create(network, 1).Predict([1e300, -1e300]), static value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void It_is_taken_from_the_data_at_the_first_training_alone()
    {
        Network network = Train(Rows(100, 2, seed: 1), units: 2 + 8);
        double[] starts = ((PiecewiseLinearLayer)network.Layers[0]).Start;
        DataMatrix other = Matrix(Rows(100, 2, seed: 2));
        Trainer.Train(network, other, Target(other), new TrainingOptions { Epoch = 1 }, null, default);
        Assert.Equal(starts, ((PiecewiseLinearLayer)network.Layers[0]).Start);
        Network fresh = network.CopyUntrained();
        Trainer.Train(fresh, other, Target(other), new TrainingOptions { Epoch = 1 }, null, default);
        Assert.NotEqual(starts, ((PiecewiseLinearLayer)fresh.Layers[0]).Start);
    }

    [Theory]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.LBfgs)]
    [InlineData(OptimizerKind.LevenbergMarquardt)]
    public void What_is_learned_leaves_it_alone(OptimizerKind optimizer)
    {
        DataMatrix data = Matrix(Rows(100, 2, seed: 1));
        Network once = Create(2, 10);
        Trainer.Train(once, data, Target(data), new TrainingOptions { Epoch = 1 }, null, default);
        Network often = Create(2, 10);
        Trainer.Train(often, data, Target(data), new TrainingOptions { Epoch = 20, Optimizer = optimizer }, null, default);
        Assert.Equal(((PiecewiseLinearLayer)once.Layers[0]).Start, ((PiecewiseLinearLayer)often.Layers[0]).Start);
        Assert.Equal(((PiecewiseLinearLayer)once.Layers[0]).Width, ((PiecewiseLinearLayer)often.Layers[0]).Width);
    }

    [Fact]
    public void The_gradient_through_it_is_that_of_central_differences()
    {
        Network network = Train(Rows(60, 3, seed: 3), units: 3 + 10);
        DataMatrix data = Matrix(Rows(20, 3, seed: 4));
        GradientCheck check = GradientChecker.Check(network, data, Target(data), new TrainingOptions(), sample: null, seed: 1, default);
        Assert.Equal(GradientVerdict.Fine, check.Verdict);
        Assert.Equal((13 * 8) + 8 + 8 + 1, check.Checked);
    }

    [Fact]
    public void The_derivative_by_its_input_is_that_of_central_differences()
    {
        Network network = Train(Rows(60, 3, seed: 3), units: 3 + 10);
        Layer layer = network.Layers[0];
        LayerBuffers<double> buffers = layer.CreateBuffers<double>(1, PassPurpose.Training, Numerics.ParallelTeam.Single);
        double[] parameters = [.. layer.Range(network.Parameters)];
        double[] row = [0.11, -0.37, 0.52];
        double[] weights = [.. Enumerable.Range(0, layer.Units).Select(static i => Math.Sin(i + 1))];
        Sum(row);
        weights.CopyTo(buffers.Delta, 0);
        layer.NetInputDelta(buffers, 1);
        double[] result = new double[3];
        layer.InputDelta<double>(parameters, buffers, result, 1);
        for (int input = 0; input < 3; input++)
        {
            const double step = 1e-6;
            double[] up = [.. row];
            up[input] += step;
            double[] down = [.. row];
            down[input] -= step;
            Assert.Equal((Sum(up) - Sum(down)) / (2 * step), result[input], 1e-6);
        }

        double Sum(double[] values)
        {
            layer.Forward<double>(parameters, values, buffers, 1);
            return buffers.Output.Zip(weights, static (a, b) => a * b).Sum();
        }
    }

    [Fact]
    public void The_trace_has_its_outputs_and_no_delta_of_it()
    {
        Network network = Train(Rows(60, 2, seed: 3), units: 2 + 9);
        DataMatrix data = Matrix(Rows(3, 2, seed: 5));
        TracedStep step = Tracer.Run(network, data, Target(data), new TrainingOptions { Epoch = 1 }, update: false, default).Single();
        TraceRecord[] records = [.. TraceRecords.Of(step)];
        Assert.Equal(3 * 11, records.Count(static record => record is { Step: TraceStep.ForwardPass, Layer: 1, Symbol: "z" }));
        Assert.Contains(records, static record => record is { Layer: 1, Unit: 3 } && record.Formula.StartsWith("min(1, max(0, (", StringComparison.Ordinal));
        Assert.DoesNotContain(records, static record => record is { Layer: 1, Symbol: "δ" });
        Assert.Equal(3 * 8, records.Count(static record => record is { Step: TraceStep.HiddenDelta, Layer: 2 }));
        Assert.DoesNotContain(TraceMatrices.Of(step), static matrix => matrix is { Layer: 1, Symbol: "Δ" });
    }

    [Fact]
    public void Members_have_pieces_of_their_own()
    {
        Network[] members = [Train(Rows(60, 2, seed: 3), units: 2 + 6), Train(Rows(60, 2, seed: 4), units: 2 + 9)];
        Network joined = NetworkJoin.Run(members, null);
        double[] row = [0.4, -0.7];
        double mean = members.Average(member => Predictor.Create(member, 1).Predict(row)[0]);
        Assert.Equal(mean, Predictor.Create(joined, 1).Predict(row)[0], 1e-15);
        DataMatrix data = Matrix(Rows(20, 2, seed: 5));
        Assert.Equal(
            GradientVerdict.Fine, GradientChecker.Check(joined, data, Target(data), new TrainingOptions(), sample: null, seed: 1, default).Verdict);
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".onnx");
        try
        {
            NetworkFile.Save(joined, path, overwrite: true, force: false);

            // A model of members is none that is read; least of all as its first member.
            Assert.StartsWith("Onnx", Assert.Throws<BackpropException>(() => NetworkFile.Load(path)).Id, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Networks_of_other_rows_are_joined_although_their_scaling_differs()
    {
        Network[] members = [.. Enumerable.Range(0, 2).Select(seed => TrainOn(Rows(600, 2, seed), seed))];
        Assert.NotEqual(members[0].Columns!.Input[0].Offset, members[1].Columns!.Input[0].Offset);
        Network joined = NetworkJoin.Run(members, null);
        Dataset data = DatasetOf(Rows(40, 2, seed: 9));
        double[] mean = [.. Predict(members[0], data).Zip(Predict(members[1], data), static (a, b) => (a + b) / 2)];
        double[] together = [.. Predict(joined, data)];
        for (int row = 0; row < mean.Length; row++)
        {
            Assert.Equal(mean[row], together[row], 1e-12);
        }

        static Dataset DatasetOf(double[][] rows) => new(
            "d",
            [.. Enumerable.Range(0, 2).Select(column => new NumberColumn($"x{column}", [.. rows.Select(row => (100 * row[column]) + 7)]))],
            [new NumberColumn("y", [.. rows.Select(static row => Math.Sin(3 * row[0]) + row[1])])]);

        static Network TrainOn(double[][] rows, int seed)
        {
            Dataset data = DatasetOf(rows);
            NetworkColumns columns = ColumnFit.Of(data, Scaling.Standard, Scaling.Standard, UnknownCategory.Zero, oneUnit: true);
            IReadOnlyList<LayerSpecification> hidden = DatasetDefaults.Of(data).HiddenLayers(columns, data.Count, activation: null);
            Network network = Network.Create(columns, hidden, new NetworkSettings { Seed = seed });
            Trainer.Train(network, data, null, new TrainingOptions { Epoch = 5 }, null, default);
            return network;
        }

        static IEnumerable<double> Predict(Network network, Dataset data)
        {
            OutputDecoder decoder = DecoderFactory.Create(network);
            DataMatrix input = DatasetEncoder.Inputs(network.Columns!, data);
            return Predictor.Create(network, input.Rows).Predict(input, default).Select(output => decoder.Decode(output).Value!.Value);
        }
    }

    [Fact]
    public void It_has_to_be_first_and_to_have_units_for_pieces()
    {
        var piecewise = new LayerSpecification { Kind = LayerKind.PiecewiseLinear };
        var dense = new LayerSpecification { Units = 2 };
        Assert.Equal("PiecewiseLinearPlace", Assert.Throws<BackpropException>(() => Network.Create(2, [dense, piecewise, dense], new NetworkSettings())).Id);
        Assert.Equal("PiecewiseLinearUnits", Assert.Throws<BackpropException>(() =>
            Network.Create(2, [new LayerSpecification { Kind = LayerKind.PiecewiseLinear, Units = 2 }, dense], new NetworkSettings())).Id);
        Assert.Equal("PiecewiseLinearTooWide", Assert.Throws<BackpropException>(() =>
            Network.Create(16_386, [piecewise, dense], new NetworkSettings())).Id);
        piecewise.Activation = Activation.ReLU;
        Assert.Equal("PiecewiseLinearActivation", Assert.Throws<BackpropException>(() => Network.Create(2, [piecewise, dense], new NetworkSettings())).Id);
        piecewise.Activation = null;
        Assert.Equal(18, Network.Create(2, [piecewise, dense], new NetworkSettings()).Layers[0].Units);
    }

    [Fact]
    public void A_linear_model_on_it_bends_at_the_quantiles()
    {
        // |x| is out of reach for a line, and exact for pieces; an outlier changes nothing of it.
        double[][] rows = [.. Enumerable.Range(-50, 101).Select(static i => new[] { i / 50.0 }), [1e3]];
        double[] targets = [.. rows.Select(static row => Math.Min(Math.Abs(row[0]), 1))];
        Network network = Create(1, 1 + 16, output: null, behind: new LayerSpecification { Units = 1 });
        var options = new TrainingOptions { Epoch = 300, Optimizer = OptimizerKind.LBfgs };
        TrainingSummary summary = Trainer.Train(network, Matrix(rows), Matrix([.. targets.Select(static y => new[] { y })]), options, null, default);
        Assert.True(summary.Loss < 2e-4, $"the loss is {summary.Loss:R}");
    }

    private static double[][] Rows(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => (random.NextDouble() * 4) - 2).ToArray())];
    }

    private static DataMatrix Matrix(double[][] rows) => new("data", [.. rows.SelectMany(static row => row)], rows.Length, rows[0].Length);

    private static DataMatrix Target(DataMatrix input) => Matrix([.. Enumerable.Range(0, input.Rows).Select(row => new[] { Math.Sin(3 * input[row, 0]) })]);

    private static Network Create(
        int inputs, int units, Precision precision = Precision.Double, int? output = 1, params LayerSpecification[] behind) => Network.Create(
        inputs,
        [
            new LayerSpecification { Kind = LayerKind.PiecewiseLinear, Units = units },
            .. output is { } count ? [new LayerSpecification { Units = 8 }, new LayerSpecification { Units = count }] : behind,
        ],
        new NetworkSettings { Seed = 1, Precision = precision });

    private static Network Train(double[][] rows, int units, Precision precision = Precision.Double, int? output = 1)
    {
        Network network = Create(rows[0].Length, units, precision, output);
        DataMatrix input = Matrix(rows);
        DataMatrix target = output is null ? new DataMatrix("t", new double[rows.Length * units], rows.Length, units) : Target(input);
        if (output is null)
        {
            network.Layers[0].Fit(network.Layers[0].Range(network.Parameters), column => [.. rows.Select(row => row[column])]);
            return network;
        }

        Trainer.Train(network, input, target, new TrainingOptions { Epoch = 2 }, null, default);
        return network;
    }
}
