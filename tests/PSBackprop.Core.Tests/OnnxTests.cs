using Google.Protobuf;

using MathNet.Numerics.Random;

using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

using PSBackprop.Activations;
using PSBackprop.Calibrations;
using PSBackprop.Data;
using PSBackprop.Inference;
using PSBackprop.Initializers;
using PSBackprop.Layers;
using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Storage.Onnx;
using PSBackprop.Storage;
using PSBackprop.Tasks;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>ONNX models: another runtime gives the same outputs, and models as other libraries write them can be read.</summary>
public sealed class OnnxTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psbackprop").FullName;

    public static TheoryData<Activation, Precision> Activations
    {
        get
        {
            var data = new TheoryData<Activation, Precision>();
            foreach (Activation activation in Enum.GetValues<Activation>())
            {
                data.Add(activation, Precision.Single);
                data.Add(activation, Precision.Double);
            }

            return data;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Activations))]
    public void Another_runtime_gives_the_same_outputs_and_the_reader_the_same_network(Activation activation, Precision precision)
    {
        bool isOutput = activation == Activation.Softmax;
        var network = Network.Create(
            3,
            [new LayerSpecification { Units = 7, Activation = isOutput ? null : activation, Slope = 0.2 }, new LayerSpecification { Units = 4 }],
            new NetworkSettings { OutputActivation = isOutput ? activation : Activation.Linear, Precision = precision, Seed = 3 });
        RequireSameOutputs(network, [.. Enumerable.Range(0, 50).Select(i => new[] { Math.Sin(i) * 3, Math.Cos(2 * i) * 3, (i % 7) - 3.0 })]);
        Network loaded = NetworkFile.Load(Save(network));
        Assert.Equal(precision, loaded.Precision);
        Assert.Equal(network.ToString(), loaded.ToString());
        Assert.Equal(network.Parameters, loaded.Parameters);
        Assert.Equal(activation == Activation.LeakyReLU ? 0.2 : 0, loaded.Layers[0].Function.Slope ?? 0, 1e-7);
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void What_an_operator_is_named_after_is_the_same_as_its_formula_in_primitive_operations(Activation activation, Precision precision)
    {
        ActivationFunction function = ActivationFamily.All[activation].Create(0.3);
        double[] z = [-1e30, -745, -100, -37.5, -20, -12, -5, -2.5, -1, -0.1, -1e-3, -1e-9, 0, 1e-9, 1e-3, 0.1, 1, 2.5, 5, 12, 20, 37.5, 100, 745, 1e30];
        double[] expected = new double[z.Length];
        function.Apply<double>(z, expected, z.Length);
        Expression formula = function.Infer(Expression.Input)!;
        foreach (Expression expression in formula is NamedFunction named ? new[] { named, named.Definition } : [formula])
        {
            var graph = new GraphProto { Input = { OnnxWriter.Value("x", z.Length, precision) }, Output = { OnnxWriter.Value("y", z.Length, precision) } };
            string result = new OnnxTranslator(graph, precision).Translate(new InferenceStep("s", expression, IsOfColumns: false), "s", "x");
            graph.Node.Add(new NodeProto { OpType = "Identity", Input = { result }, Output = { "y" } });
            var model = new ModelProto { IrVersion = 9, Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = OnnxWriter.OperatorSet } } };
            using var session = new InferenceSession(model.ToByteArray());
            double[] actual = Run(session, "x", [z], precision)[0];
            for (int i = 0; i < z.Length; i++)
            {
                double tolerance = precision == Precision.Double ? 1e-13 : 2e-6;
                double error = Math.Abs(expected[i] - actual[i]) / Math.Max(1, Math.Abs(expected[i]));
                Assert.True(error <= tolerance, $"{activation} of {z[i]:R} is {expected[i]:R}, not {actual[i]:R}");
            }
        }
    }

    [Fact]
    public void A_layer_that_cannot_be_exported_is_named()
    {
        var network = new Network(2, [new SecretLayer(new LayerShape(2, 2, Activation.Linear, 0, Dropout: 0))], Precision.Double, 1, null);
        foreach (string name in (string[])["secret.onnx", "secret.ps1"])
        {
            string path = Path.Combine(_folder, name);
            var fault = Assert.Throws<BackpropException>(() => NetworkFile.Save(network, path, overwrite: false, force: false));
            Assert.Equal("NotExportable", fault.Id);
            Assert.Contains("Layer 1 has the kind BatchNormalization", fault.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(path));
        }
    }

    [Fact]
    public void Batch_normalization_scaling_and_units_of_targets_are_inside()
    {
        Dataset data = SampleDataset.Create(SampleName.Sine, string.Empty, 60, 0, 1);
        var shifted = new Dataset(
            "x",
            [new NumberColumn("X", [.. ((NumberColumn)data.Feature[0]).Values.Select(x => (1000 * x) + 5000)])],
            [new NumberColumn("Y", [.. ((NumberColumn)data.Target[0]).Values.Select(y => (20 * y) - 300)])]);
        Network network = Network.Create(
            ColumnFit.Of(shifted, Scaling.Standard, Scaling.MinMax, UnknownCategory.Error, false),
            [
                new LayerSpecification { Units = 6, Activation = Activation.Linear },
                new LayerSpecification { Kind = LayerKind.BatchNormalization, Activation = Activation.Tanh },
            ],
            new NetworkSettings { Precision = Precision.Single, Seed = 1 });
        Trainer.Train(network, shifted, null, new TrainingOptions { Epoch = 20 }, null, default);
        string path = Save(network);
        OutputDecoder decoder = DecoderFactory.Create(network);
        double[][] rows = [.. ((NumberColumn)shifted.Feature[0]).Values.Select(x => new[] { x })];
        double[] expected = [.. Predictor.Create(network, rows.Length)
            .Predict(DatasetEncoder.Inputs(network.Columns!, shifted), default)
            .Select(output => decoder.Decode(output).Value!.Value)];
        RequireClose(expected, [.. Run(path, rows).Select(output => output[0])]);

        Network loaded = NetworkFile.Load(path);
        Assert.Equal(network.Parameters, loaded.Parameters);
        Assert.Equal("X", loaded.Columns!.Input[0].Name);
        Assert.Equal(network.Columns!.Output[0].Offset, loaded.Columns.Output[0].Offset);
    }

    [Theory]
    [InlineData(Activation.Softmax, 3, 1)]
    [InlineData(Activation.Sigmoid, 1, 1)]
    [InlineData(Activation.Tanh, 1, 1)]
    [InlineData(Activation.Softmax, 3, 2)]
    [InlineData(Activation.Sigmoid, 1, 2)]
    public void A_calibration_of_probabilities_is_inside(Activation activation, int outputs, int members)
    {
        Network network = Network.Create(
            3,
            [new LayerSpecification { Units = 4 }, new LayerSpecification { Units = outputs, Activation = activation }],
            new NetworkSettings { Precision = Precision.Double, Seed = 3, Member = members });
        network.Calibration = new NetworkCalibration(
            40,
            ClassLabels.Of(network),
            outputs == 1 ? new ProbabilityScale([2.5], [-0.75]) : new ProbabilityScale([0.4], []),
            costs: null,
            [ConformalScores.Of([.. Enumerable.Range(0, 40).Select(static i => i / 40.0)])]);
        var random = new Random(5);
        double[][] rows = [.. Enumerable.Range(0, 50).Select(_ => Enumerable.Range(0, 3).Select(_ => 6 * (random.NextDouble() - 0.5)).ToArray())];
        OutputDecoder decoder = DecoderFactory.Create(network);
        Predictor predictor = Predictor.Create(network, 1);
        double[][] expected = Array.ConvertAll(rows, row => decoder.Decode(predictor.Predict(row), predictor.NetInput).Figures![^outputs..]);
        string path = Save(network);
        RequireClose([.. expected.SelectMany(static row => row)], [.. Run(path, rows, Precision.Double).SelectMany(static row => row)], 1e-12);

        // What is read back gives them as its outputs.
        if (members == 1)
        {
            Network loaded = NetworkFile.Load(path);
            Predictor plain = Predictor.Create(loaded, 1);
            RequireClose([.. expected.SelectMany(static row => row)], [.. rows.SelectMany(row => plain.Predict(row))], 1e-12);
        }
    }

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void A_bounded_scaling_of_some_columns_is_inside(Precision precision)
    {
        double[] numbers = [3, 1, double.NaN, 2, 1e300, -40, 2.5, 1];
        var data = new Dataset(
            "d",
            [
                new NumberColumn("wide", [.. numbers.Select(static x => x * 1e-290)]),
                new CategoryColumn("k", ColumnKind.Categorical, [0, 1, 2, 0, 1, 2, 0, 1], ["a", "b", "c"]),
                new NumberColumn("robust", numbers),
            ],
            [new NumberColumn("y", [5, 6, 7, 8, 9, 10, 11, 12])],
            MissingPolicy.Median);
        NetworkColumn wide = ColumnFit.Of(data, Scaling.Standard, Scaling.Standard, UnknownCategory.Zero, false).Input[0];
        NetworkColumns columns = ColumnFit.Of(data, Scaling.Robust, Scaling.MinMax, UnknownCategory.Zero, false);
        columns = columns.With([wide, columns.Input[1], columns.Input[2]], columns.Output, columns.MissingPolicy);
        Network network = Network.Create(columns, [new LayerSpecification { Units = 4 }], new NetworkSettings { Precision = precision, Seed = 1 });
        OutputDecoder decoder = DecoderFactory.Create(network);
        DataMatrix units = DatasetEncoder.Inputs(columns, data);
        double[] expected = [.. Predictor.Create(network, units.Rows).Predict(units, default).Select(output => decoder.Decode(output).Value!.Value)];
        double[][] rows = [.. numbers.Select((x, row) => Row(double.IsNaN(x) ? columns.Input[2].Missing!.Value : x, row % 3, double.IsNaN(x)))];

        // Single precision has no place for the row with the largest number.
        double largest = precision == Precision.Double ? double.MaxValue : float.MaxValue;
        int[] fitting = [.. Enumerable.Range(0, rows.Length).Where(row => rows[row].All(x => Math.Abs(x) <= largest))];
        Assert.Equal(precision == Precision.Double ? 8 : 7, fitting.Length);
        string path = Save(network);
        double[][] outputs = Run(path, [.. fitting.Select(row => rows[row])], precision);
        RequireClose([.. fitting.Select(row => expected[row])], [.. outputs.Select(static output => output[0])], precision == Precision.Double ? 1e-12 : 1e-6);

        Network loaded = NetworkFile.Load(path);
        Assert.Equal(network.Parameters, loaded.Parameters);
        Assert.Equal([Scaling.Standard, Scaling.None, Scaling.Robust], loaded.Columns!.Input.Select(static column => column.Scaling));

        double[] Row(double x, int place, bool isMissing)
        {
            double missing = isMissing ? 1 : 0;
            double first = isMissing ? wide.Missing!.Value : x * 1e-290;
            return [first, missing, .. Enumerable.Range(0, 3).Select(k => k == place ? 1.0 : 0), x, missing];
        }
    }

    [Fact]
    public void Random_networks_come_back_bit_for_bit()
    {
        var random = new Random(5);
        Activation[] hidden = [.. Enum.GetValues<Activation>().Except([Activation.Softmax])];
        for (int i = 0; i < 200; i++)
        {
            List<LayerSpecification> layers = i % 4 == 0 ? [new LayerSpecification { Kind = LayerKind.PiecewiseLinear }] : [];
            for (int l = 0; l < random.Next(0, 3); l++)
            {
                layers.Add(
                    new LayerSpecification
                    {
                        Units = random.Next(1, 9),
                        Activation = hidden[random.Next(hidden.Length)],
                        Slope = 0.125,
                        NoBias = random.Next(2) == 0,
                    });
                if (random.Next(3) == 0)
                {
                    layers.Add(new LayerSpecification { Kind = LayerKind.BatchNormalization, Activation = hidden[random.Next(hidden.Length)], Slope = 0.125 });
                }
            }

            layers.Add(new LayerSpecification { Units = random.Next(2, 6) });
            var settings = new NetworkSettings
            {
                OutputActivation = random.Next(2) == 0 ? Activation.Softmax : Activation.Linear,
                Precision = i % 2 == 0 ? Precision.Single : Precision.Double,
                Seed = i,
            };
            var network = Network.Create(random.Next(1, 6), layers, settings);
            RequireSameOutputs(network, [[.. Enumerable.Range(0, network.InputSize).Select(_ => (6 * random.NextDouble()) - 3)]]);
            Network loaded = NetworkFile.Load(Save(network));
            Assert.Equal(network.Precision, loaded.Precision);
            Assert.Equal(network.ToString(), loaded.ToString());
            Assert.Equal(network.Parameters, loaded.Parameters);
            DataMatrix input = DataMatrix.FromRows("x", [[.. Enumerable.Range(0, network.InputSize).Select(_ => random.NextDouble() - 0.5)]]);
            Assert.Equal(Predictor.Create(network, 1).Predict(input, default).Single(), Predictor.Create(loaded, 1).Predict(input, default).Single());
        }
    }

    [Fact]
    public void A_model_as_PyTorch_writes_it_is_read()
    {
        // Gemm with the weights as [units × inputs].
        var graph = new GraphProto { Input = { Value("x") }, Output = { Value("y") } };
        graph.Initializer.Add([Tensor("w", [1, 2, 3, 4, 5, 6], 3, 2), Tensor("b", [0.5, -0.5, 1], 3)]);
        graph.Node.Add(new NodeProto { OpType = "Gemm", Input = { "x", "w", "b" }, Output = { "h" }, Attribute = { Integer("transB", 1) } });
        graph.Node.Add(new NodeProto { OpType = "Relu", Input = { "h" }, Output = { "y" } });
        Network network = Load(graph);
        Assert.Equal(Activation.ReLU, network.Layers[0].Activation);
        Assert.Equal([1.0, 3.0, 5.0, 2.0, 4.0, 6.0, 0.5, -0.5, 1.0], network.Parameters);
        RequireSameOutputs(network, [[1, -2], [0.5, 3]]);
    }

    [Fact]
    public void A_model_as_Keras_writes_it_is_read()
    {
        var graph = new GraphProto { Input = { Value("x") }, Output = { Value("y") } };
        graph.Initializer.Add([Tensor("w", [1, 2, 3, 4], 2, 2), Tensor("b", [0.5, -0.5], 2)]);
        graph.Node.Add(new NodeProto { OpType = "Cast", Input = { "x" }, Output = { "x1" }, Attribute = { Integer("to", 1) } });
        graph.Node.Add(new NodeProto { OpType = "MatMul", Input = { "x1", "w" }, Output = { "m" } });
        graph.Node.Add(new NodeProto { OpType = "Add", Input = { "b", "m" }, Output = { "h" } });
        graph.Node.Add(new NodeProto { OpType = "Softmax", Input = { "h" }, Output = { "y" } });
        Network network = Load(graph);
        Assert.Equal([1.0, 2.0, 3.0, 4.0, 0.5, -0.5], network.Parameters);
        Assert.Equal(Activation.Softmax, network.Layers[0].Activation);
    }

    [Fact]
    public void A_model_as_scikit_learn_exports_it_is_read_with_its_scaler_in_the_weights()
    {
        var graph = new GraphProto { Input = { Value("x") }, Output = { Value("label"), Value("probabilities") } };
        graph.Initializer.Add(
            [Tensor("w", [1, 2, 3, 4], 2, 2), Tensor("b", [0.5, -0.5], 2), Tensor("v", [1, -1], 2, 1), Tensor("c", [0.25], 1), Tensor("one", [1], 1)]);
        graph.Node.Add(
            new NodeProto
            {
                OpType = "Scaler",
                Domain = "ai.onnx.ml",
                Input = { "x" },
                Output = { "s" },
                Attribute = { Floats("offset", 10, 20), Floats("scale", 2, 4) },
            });
        graph.Node.Add(new NodeProto { OpType = "MatMul", Input = { "s", "w" }, Output = { "m" } });
        graph.Node.Add(new NodeProto { OpType = "Add", Input = { "m", "b" }, Output = { "h" } });
        graph.Node.Add(new NodeProto { OpType = "Tanh", Input = { "h" }, Output = { "a" } });
        graph.Node.Add(new NodeProto { OpType = "MatMul", Input = { "a", "v" }, Output = { "m2" } });
        graph.Node.Add(new NodeProto { OpType = "Add", Input = { "m2", "c" }, Output = { "h2" } });
        graph.Node.Add(new NodeProto { OpType = "Sigmoid", Input = { "h2" }, Output = { "p" } });
        graph.Node.Add(new NodeProto { OpType = "Sub", Input = { "one", "p" }, Output = { "q" } });
        graph.Node.Add(new NodeProto { OpType = "Concat", Input = { "q", "p" }, Output = { "probabilities" } });
        graph.Node.Add(new NodeProto { OpType = "ArgMax", Input = { "probabilities" }, Output = { "label" } });
        Network network = Load(graph);
        Assert.Equal([Activation.Tanh, Activation.Sigmoid], network.Layers.Select(layer => layer.Activation));
        double[] z = [(2 * (12.0 - 10) * 1) + (4 * (21.0 - 20) * 3) + 0.5, (2 * (12.0 - 10) * 2) + (4 * (21.0 - 20) * 4) - 0.5];
        double expected = 1 / (1 + Math.Exp(-(Math.Tanh(z[0]) - Math.Tanh(z[1]) + 0.25)));
        double actual = Predictor.Create(network, 1).Predict(DataMatrix.FromRows("x", [[12, 21]]), default).Single()[0];
        Oracle.AssertClose(expected, actual, 1e-6, "probability");
    }

    [Theory]
    [InlineData("Conv")]
    [InlineData("LSTM")]
    public void What_a_dense_network_has_not_is_named(string operation)
    {
        var graph = new GraphProto { Input = { Value("x") }, Output = { Value("y") } };
        graph.Node.Add(new NodeProto { OpType = operation, Name = "odd one", Input = { "x" }, Output = { "y" } });
        var fault = Assert.Throws<BackpropException>(() => Load(graph));
        Assert.Equal("OnnxUnsupported", fault.Id);
        Assert.Contains("'odd one'", fault.Message, StringComparison.Ordinal);
        Assert.Contains(operation, fault.Message, StringComparison.Ordinal);
    }

    private void RequireSameOutputs(Network network, double[][] rows)
    {
        double[][] expected = [.. Predictor.Create(network, rows.Length).Predict(DataMatrix.FromRows("x", rows), default)];
        double[][] actual = Run(Save(network), rows, network.Precision);
        for (int i = 0; i < rows.Length; i++)
        {
            RequireClose(expected[i], actual[i], network.Precision == Precision.Double ? 1e-12 : 1e-6);
        }
    }

    private static void RequireClose(double[] expected, double[] actual, double tolerance = 1e-6)
    {
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(scale, Math.Abs(expected[i])), $"{expected[i]:R} and {actual[i]:R}");
        }
    }

    private static double[][] Run(string path, double[][] rows, Precision precision = Precision.Single)
    {
        using var session = new InferenceSession(path);
        return Run(session, "input", rows, precision);
    }

    private static double[][] Run(InferenceSession session, string input, double[][] rows, Precision precision) => precision == Precision.Double
        ? Run<double>(session, input, rows, value => value, value => value)
        : Run<float>(session, input, rows, value => (float)value, value => value);

    private static double[][] Run<T>(InferenceSession session, string input, double[][] rows, Func<double, T> to, Func<T, double> from)
    {
        var tensor = new DenseTensor<T>(rows.SelectMany(row => row.Select(to)).ToArray(), (int[])[rows.Length, rows[0].Length]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor(input, tensor)]);
        Tensor<T> output = results.Single().AsTensor<T>();
        return [.. Enumerable.Range(0, rows.Length).Select(i => Enumerable.Range(0, output.Dimensions[1]).Select(j => from(output[i, j])).ToArray())];
    }

    private string Save(Network network)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.onnx");
        NetworkFile.Save(network, path, overwrite: false, force: false, precision: network.Precision);
        return path;
    }

    private Network Load(GraphProto graph)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(path, new ModelProto { IrVersion = 8, Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = 13 } } }.ToByteArray());
        return NetworkFile.Load(path);
    }

    private static ValueInfoProto Value(string name) => new() { Name = name };

    private static TensorProto Tensor(string name, double[] values, params long[] dimensions)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)TensorProto.Types.DataType.Float };
        tensor.Dims.Add(dimensions);
        tensor.FloatData.Add(values.Select(value => (float)value));
        return tensor;
    }

    private static AttributeProto Integer(string name, long value) => new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };

    private static AttributeProto Floats(string name, params float[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Floats };
        attribute.Floats.Add(values);
        return attribute;
    }

    /// <summary>A layer that does not say what it computes in prediction.</summary>
    private sealed class SecretLayer(LayerShape shape) : Layer(shape)
    {
        public override LayerKind Kind => LayerKind.BatchNormalization;

        internal override Expression? InferNetInput(Expression input, ReadOnlyMemory<double> parameters) => null;

        internal override void Initialize(Span<double> parameters, WeightInitializer initializer, RandomSource random)
        {
        }

        internal override void Gradient<T>(
            ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, LayerBuffers<T> buffers, Span<T> gradient, int rows, bool accumulate) =>
            throw new NotSupportedException();

        internal override void InputDelta<T>(ReadOnlySpan<T> parameters, LayerBuffers<T> buffers, Span<T> inputDelta, int rows) =>
            throw new NotSupportedException();

        internal override string ExplainNetInput(double[] parameters, ReadOnlyMemory<double> input, int unit) => throw new NotSupportedException();

        internal override string ExplainInputDelta(double[] parameters, ReadOnlyMemory<double> delta, int input) =>
            throw new NotSupportedException();

        private protected override Layer Reshape(LayerShape shape) => new SecretLayer(shape);

        private protected override void ComputeNetInput<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, LayerBuffers<T> buffers, int rows) =>
            throw new NotSupportedException();
    }
}
