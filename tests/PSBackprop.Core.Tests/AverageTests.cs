using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

using PSBackprop.Data;
using PSBackprop.Evaluations;
using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Storage;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>Several networks as one: it predicts the mean, has their gradient, and is a network like any other.</summary>
public sealed class AverageTests : IDisposable
{
    private const int Inputs = 3;

    private static readonly double[][] s_rows = [.. Enumerable.Range(0, 40).Select(i => new[] { Math.Sin(i) * 3, Math.Cos(2 * i) * 3, (i % 7) - 3.0 })];

    private readonly string _folder = Directory.CreateTempSubdirectory("psbackprop").FullName;

    public static TheoryData<Activation, Precision> Outputs
    {
        get
        {
            var data = new TheoryData<Activation, Precision>();
            foreach (Activation output in new[] { Activation.Linear, Activation.Sigmoid, Activation.Softmax, Activation.Tanh })
            {
                data.Add(output, Precision.Double);
                data.Add(output, Precision.Single);
            }

            return data;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Outputs))]
    public void It_predicts_the_mean_of_its_members(Activation output, Precision precision)
    {
        Network[] members = Members(output, precision);
        Network joined = NetworkJoin.Run(members, "five");
        double[][][] each = Array.ConvertAll(members, Predict);
        double[][] mean = Predict(joined);
        double tolerance = precision == Precision.Double ? 1e-15 * (output == Activation.Linear ? 10 : 1) : 1e-6;
        for (int row = 0; row < s_rows.Length; row++)
        {
            for (int j = 0; j < joined.OutputSize; j++)
            {
                Assert.Equal(each.Average(member => member[row][j]), mean[row][j], tolerance);
            }
        }
    }

    [Fact]
    public void A_member_alone_is_the_network_that_was_joined()
    {
        Network[] members = Members(Activation.Softmax, Precision.Double);
        Network joined = NetworkJoin.Run(members, null);
        Assert.Equal(members.Length, joined.Members.Count);
        Assert.Equal(members.Sum(member => member.ParameterCount), joined.ParameterCount);
        for (int m = 0; m < members.Length; m++)
        {
            Assert.Equal(members[m].Parameters, joined.Members[m].ToNetwork().Parameters);
            Assert.Equal(members[m].Layers[0].Frozen, joined.Members[m].ToNetwork().Layers[0].Frozen);
        }

        string shapes = "tanh 5 → softmax 4; softplus 4 → linear 6 → batch normalization, elu 6 → softmax 4; softmax 4";
        Assert.Equal($"3 → mean of 3 ({shapes}), 152 parameters", joined.ToString());
    }

    [Theory]
    [InlineData(Activation.Softmax, Loss.CategoricalCrossEntropy)]
    [InlineData(Activation.Softmax, Loss.MeanSquaredError)]
    [InlineData(Activation.Sigmoid, Loss.BinaryCrossEntropy)]
    [InlineData(Activation.Sigmoid, Loss.MeanSquaredError)]
    [InlineData(Activation.Tanh, Loss.MeanSquaredError)]
    [InlineData(Activation.Linear, Loss.Huber)]
    public void Its_gradient_is_that_of_differences(Activation output, Loss loss)
    {
        Network joined = NetworkJoin.Run(Members(output, Precision.Double), null);
        var target = DataMatrix.FromRows("y", [.. s_rows.Select(static (_, i) => Enumerable.Range(0, 4).Select(j => i % 4 == j ? 1.0 : 0).ToArray())]);
        GradientCheck check = GradientChecker.Check(
            joined, DataMatrix.FromRows("x", s_rows), target, new TrainingOptions { Loss = loss, L2 = 0.01 }, null, 1, default);

        // The differences themselves are off by some 1e-9 behind a batch normalization.
        Assert.InRange(check.WorstError, 0, 1e-6);
        Assert.Equal(joined.ParameterCount - (2 * 6), check.Checked);
        Assert.All(check.WorstParameters, static parameter => Assert.InRange(parameter.Member ?? 0, 1, 3));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void Outputs_at_the_ends_of_the_range_leave_all_numbers_finite(double end)
    {
        Network member = Network.Create(1, [new LayerSpecification { Units = 1 }], new NetworkSettings { OutputActivation = Activation.Sigmoid, Seed = 1 });
        ((DenseLayer)member.Layers[0]).Weights = new[,] { { end == 1 ? 2000.0 : -2000 } };
        Network joined = NetworkJoin.Run([member, member.Clone()], null);
        var workspace = Workspace<double>.ForTraining(joined, 1);
        double[] input = [1];
        ForwardPass.Run<double>(workspace, input, 1);
        Assert.Equal(end, workspace.Buffers[0].Output[0], 1e-15);
        Assert.True(double.IsFinite(workspace.Buffers[0].NetInput[0]));
        BackwardPass.Run<double>(workspace, input, [1 - end], default, LossFamily.Create(Loss.BinaryCrossEntropy), 1, 1, accumulate: false);
        Assert.All(workspace.Gradient, static slope => Assert.True(double.IsFinite(slope)));
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Its_file_is_bit_for_bit(Activation output, Precision precision)
    {
        Network joined = NetworkJoin.Run(Members(output, precision), "five");
        joined.Layers[0].Frozen = FrozenPart.Biases;
        string path = Path.Combine(_folder, "joined.json");
        NetworkFile.Save(joined, path, overwrite: true, force: false);
        Network loaded = NetworkFile.Load(path);
        Assert.Equal(joined.Parameters, loaded.Parameters);
        Assert.Equal(joined.ToString(), loaded.ToString());
        Assert.Equal(FrozenPart.Biases, loaded.Layers[0].Frozen);
        Assert.Equal(FrozenPart.Weights, loaded.Members[0].Layers[0].Frozen);
        Assert.Equal(0.25, loaded.Members[0].Layers[0].Dropout);
        Assert.Equal(Predict(joined), Predict(loaded));
        string again = Path.Combine(_folder, "again.json");
        NetworkFile.Save(loaded, again, overwrite: true, force: false);
        Assert.Equal(File.ReadAllText(path), File.ReadAllText(again));
    }

    [Theory]
    [InlineData("\"members\": [", "\"members\": [{ \"layers\": [] },", "is empty")]
    [InlineData("\"kind\": \"average\"", "\"kind\": \"dense\"", "members")]
    [InlineData("\"kind\": \"dense\"", "\"kind\": \"average\"", "which a network has alone")]
    [InlineData("\"activation\": \"softmax\",\n      \"frozen\"", "\"activation\": \"sigmoid\",\n      \"frozen\"", "ends with")]
    [InlineData("\"activation\": \"softmax\",\n      \"frozen\"", "\"activation\": \"reLU\",\n      \"frozen\"", "ends with")]
    public void A_file_that_is_wrong_is_refused_by_its_place(string found, string replacement, string message)
    {
        Network joined = NetworkJoin.Run(Members(Activation.Softmax, Precision.Double), null);
        joined.Layers[0].Frozen = FrozenPart.Biases;
        string path = Path.Combine(_folder, "wrong.json");
        NetworkFile.Save(joined, path, overwrite: true, force: false);
        string text = File.ReadAllText(path);
        int at = text.IndexOf(found, StringComparison.Ordinal);
        Assert.True(at >= 0, text[..600]);
        File.WriteAllText(path, text[..at] + replacement + text[(at + found.Length)..]);
        Assert.Contains(message, Assert.Throws<BackpropException>(() => NetworkFile.Load(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Another_runtime_gives_the_same_outputs(Activation output, Precision precision)
    {
        Network joined = NetworkJoin.Run(Members(output, precision), null);
        string path = Path.Combine(_folder, "joined.onnx");
        NetworkFile.Save(joined, path, overwrite: true, force: false, precision: precision);
        using var session = new InferenceSession(path);
        double[][] expected = Predict(joined);
        for (int row = 0; row < s_rows.Length; row++)
        {
            double[] actual = precision == Precision.Double
                ? Run(session, s_rows[row])
                : Array.ConvertAll(Run(session, Array.ConvertAll(s_rows[row], static x => (float)x)), static x => (double)x);
            for (int j = 0; j < actual.Length; j++)
            {
                Assert.Equal(expected[row][j], actual[j], precision == Precision.Double ? 1e-11 : 1e-4);
            }
        }
    }

    [Fact]
    public void The_trace_has_each_member_and_the_mean()
    {
        Network joined = NetworkJoin.Run(Members(Activation.Softmax, Precision.Double), null);
        var target = DataMatrix.FromRows("y", [[1, 0, 0, 0], [0, 1, 0, 0]]);
        var options = new TrainingOptions { Epoch = 1, LearningRate = 0.1 };
        TracedStep step = Tracer.Run(joined, DataMatrix.FromRows("x", s_rows[..2]), target, options, update: false, default).Single();
        TraceRecord[] records = [.. TraceRecords.Of(step)];
        TraceRecord mean = records.First(static record => record is { Member: null, Symbol: "z" });
        Assert.Matches(@"^softmax⁻¹\(\(.+ \+ .+ \+ .+\) / 3\)$", mean.Formula);
        double average = Enumerable.Range(1, 3).Average(m => records.Last(record => record is { Row: 2, Symbol: "a", Unit: 4 } && record.Member == m).Value);
        Assert.Equal(average, records.Last(static record => record is { Member: null, Row: 2, Symbol: "a", Unit: 4 }).Value, 1e-15);
        Assert.Equal(joined.ParameterCount - (2 * 6), records.Count(static record => record.Step == TraceStep.Update));
        TraceRecord[] hidden = [.. records.Where(static record => record.Step == TraceStep.HiddenDelta)];
        Assert.Equal([1, 2, 3], hidden.Select(static record => record.Member!.Value).Distinct().Order());
        Assert.Contains(records, static record => record is { Step: TraceStep.Gradient, Member: 2, Layer: 3, Symbol: "∂E/∂γ" });
        Assert.Contains(TraceMatrices.Of(step), static matrix => matrix is { Member: 3, Layer: 1, Symbol: "∂E/∂W" });
    }

    [Fact]
    public void Sparse_inputs_give_the_bits_of_dense_ones()
    {
        var settings = new NetworkSettings { OutputActivation = Activation.Softmax, Seed = 1 };
        Network member = Network.Create(64, [new LayerSpecification { Units = 3 }, new LayerSpecification { Units = 2 }], settings);
        Network joined = NetworkJoin.Run([member, member.Clone()], null);
        Workspace<double>[] dense = [Workspace<double>.ForTraining(joined, 2), Workspace<double>.ForTraining(joined, 2)];
        double[] rows = new double[2 * 64];
        (rows[3], rows[70], rows[127]) = (1, -2, 0.5);
        var sparse = new SparseMatrix<double>(64);
        sparse.Add([3], [1.0]);
        sparse.Add([6, 63], [-2.0, 0.5]);
        double[] target = [1, 0, 0, 1];
        ForwardPass.Run<double>(dense[0], rows, 2);
        BackwardPass.Run<double>(dense[0], rows, target, default, LossFamily.Create(Loss.CategoricalCrossEntropy), 0.5, 2, accumulate: false);
        ForwardPass.Run<double>(dense[1], sparse, 2);
        BackwardPass.Run<double>(dense[1], sparse, target, default, LossFamily.Create(Loss.CategoricalCrossEntropy), 0.5, 2, accumulate: false);
        Assert.Equal(dense[0].Buffers[0].Output, dense[1].Buffers[0].Output);
        Assert.Equal(dense[0].Gradient, dense[1].Gradient);
    }

    // Of different shapes, with all that layers can have.
    private static Network[] Members(Activation output, Precision precision)
    {
        var settings = new NetworkSettings { OutputActivation = output, Precision = precision, Seed = 3 };
        var last = new LayerSpecification { Units = 4 };
        Network[] members =
        [
            Network.Create(Inputs, [new LayerSpecification { Units = 5, Dropout = 0.25, Frozen = FrozenPart.Weights }, last], settings),
            Network.Create(
                Inputs,
                [
                    new LayerSpecification { Units = 4, Activation = Activation.Softplus },
                    new LayerSpecification { Units = 6, Activation = Activation.Linear, NoBias = true },
                    new LayerSpecification { Kind = LayerKind.BatchNormalization, Activation = Activation.Elu },
                    last,
                ],
                settings),
            Network.Create(Inputs, [last], settings),
        ];
        return members;
    }

    private static double[][] Predict(Network network) => [.. Predictor.Create(network, s_rows.Length).Predict(DataMatrix.FromRows("x", s_rows), default)];

    private static T[] Run<T>(InferenceSession session, T[] row)
    {
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("input", new DenseTensor<T>(row, [1, row.Length]))]);
        return [.. results[0].AsEnumerable<T>()];
    }
}
