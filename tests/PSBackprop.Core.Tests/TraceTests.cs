using PSBackprop.Data;
using PSBackprop.Evaluations;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>The trace shows the numbers of the published 2-2-2 example, and does what training does.</summary>
public sealed class TraceTests
{
    private static readonly DataMatrix s_input = DataMatrix.FromRows("x", [[0.05, 0.10]]);
    private static readonly DataMatrix s_target = DataMatrix.FromRows("y", [[0.01, 0.99]]);

    [Theory]
    [InlineData(TraceStep.ForwardPass, "z", 1, 1, null, 0.3775)]
    [InlineData(TraceStep.ForwardPass, "z", 1, 2, null, 0.3925)]
    [InlineData(TraceStep.ForwardPass, "a", 1, 1, null, 0.5932699921071872)]
    [InlineData(TraceStep.ForwardPass, "a", 1, 2, null, 0.596884378259767)]
    [InlineData(TraceStep.ForwardPass, "z", 2, 1, null, 1.10590596705977)]
    [InlineData(TraceStep.ForwardPass, "a", 2, 1, null, 0.7513650695523157)]
    [InlineData(TraceStep.ForwardPass, "a", 2, 2, null, 0.7729284653214625)]
    [InlineData(TraceStep.Loss, "E", null, null, null, 0.2983711087600027)]
    [InlineData(TraceStep.OutputDelta, "δ", 2, 1, null, 0.13849856162855695)]
    [InlineData(TraceStep.OutputDelta, "δ", 2, 2, null, -0.038098236516556236)]
    [InlineData(TraceStep.HiddenDelta, "δ", 1, 1, null, 0.00877135468948693)]
    [InlineData(TraceStep.HiddenDelta, "δ", 1, 2, null, 0.009954254705217196)]
    [InlineData(TraceStep.Gradient, "∂E/∂w", 2, 1, 1, 0.08216704056423078)]
    [InlineData(TraceStep.Update, "w", 1, 1, 1, 0.1497807161327628)]
    [InlineData(TraceStep.Update, "w", 1, 1, 2, 0.19956143226552567)]
    [InlineData(TraceStep.Update, "w", 1, 2, 1, 0.24975114363236958)]
    [InlineData(TraceStep.Update, "w", 1, 2, 2, 0.29950228726473915)]
    [InlineData(TraceStep.Update, "w", 2, 1, 1, 0.35891647971788465)]
    [InlineData(TraceStep.Update, "w", 2, 1, 2, 0.4086661860762334)]
    [InlineData(TraceStep.Update, "w", 2, 2, 1, 0.5113012702387375)]
    [InlineData(TraceStep.Update, "w", 2, 2, 2, 0.5613701211079891)]
    public void Every_published_number_is_in_it(TraceStep step, string symbol, int? layer, int? unit, int? source, double value)
    {
        TraceRecord record = Trace(Published()).First(
            record => record.Step == step && record.Symbol == symbol && record.Layer == layer && record.Unit == unit && record.Source == source);
        Oracle.AssertClose(value, record.Value, 1e-14, record.ToString());
    }

    [Fact]
    public void Formulas_have_the_numbers_put_in()
    {
        TraceRecord[] records = [.. Trace(Published())];
        string Formula(TraceStep step, string symbol, int layer, int unit) =>
            records.First(record => record.Step == step && record.Symbol == symbol && record.Layer == layer && record.Unit == unit).Formula;
        Assert.Equal("0.15 · 0.05 + 0.2 · 0.1 + 0.35", Formula(TraceStep.ForwardPass, "z", 1, 1));
        Assert.Equal("sigmoid(0.3775)", Formula(TraceStep.ForwardPass, "a", 1, 1));
        Assert.Equal("∂E/∂a · f′(z) = 0.741365 · 0.186816", Formula(TraceStep.OutputDelta, "δ", 2, 1));
        Assert.Equal("(0.138499 · 0.4 + (-0.0380982) · 0.5) · 0.241301", Formula(TraceStep.HiddenDelta, "δ", 1, 1));
        Assert.Equal("0.05 · 0.00877135", Formula(TraceStep.Gradient, "∂E/∂w", 1, 1));
        Assert.Equal("0.15 − 0.5 · 0.000438568", Formula(TraceStep.Update, "w", 1, 1));
    }

    [Theory]
    [InlineData(OptimizerKind.Sgd, null)]
    [InlineData(OptimizerKind.Sgd, 0.9)]
    [InlineData(OptimizerKind.Adam, null)]
    public void Its_updates_are_those_of_a_training_bit_for_bit(OptimizerKind optimizer, double? momentum)
    {
        foreach (Precision precision in Enum.GetValues<Precision>())
        {
            TrainingOptions Options() =>
                new() { Optimizer = optimizer, Momentum = momentum, LearningRate = 0.3, Epoch = 5, FullBatch = true, NoShuffle = true };
            Network NewNetwork() =>
                Network.Create(
                    3,
                    [new LayerSpecification { Units = 4 }, new LayerSpecification { Units = 3 }],
                    new NetworkSettings { OutputActivation = Activation.Softmax, Precision = precision, Seed = 2 });
            var trained = NewNetwork();
            Trainer.Train(trained, Oracle.Input, Oracle.ClassTarget, Options(), null, default);
            var traced = NewNetwork();
            double[] start = [.. traced.Parameters];
            TraceRecord[] updates = [.. Tracer.Run(traced, Oracle.Input, Oracle.ClassTarget, Options(), update: false, default)
                .SelectMany(TraceRecords.Of)
                .Where(record => record.Step == TraceStep.Update)];
            Assert.Equal(start, traced.Parameters);
            Assert.Empty(traced.History);
            TraceRecord[] last = [.. updates.Where(record => record.Epoch == 5)];
            Assert.Equal(trained.Parameters.Select(BitConverter.DoubleToInt64Bits), last.Select(record => BitConverter.DoubleToInt64Bits(record.Value)));
            for (int epoch = 2; epoch <= 5; epoch++)
            {
                Assert.Equal(
                    updates.Where(record => record.Epoch == epoch - 1).Select(record => record.Value),
                    updates.Where(record => record.Epoch == epoch).Select(record => record.Previous!.Value));
            }

            foreach (TracedStep _ in Tracer.Run(traced, Oracle.Input, Oracle.ClassTarget, Options(), update: true, default))
            {
            }

            Assert.Equal(trained.Parameters, traced.Parameters);
            Assert.Equal(trained.History.Select(record => record.Loss), traced.History.Select(record => record.Loss));
        }
    }

    [Fact]
    public void Matrices_hold_the_same_numbers()
    {
        TracedStep step = Tracer.Run(Published(), s_input, s_target, Options(), update: false, default).Single();
        TraceMatrix[] matrices = [.. TraceMatrices.Of(step)];
        Assert.Equal(0.5932699921071872, matrices.Single(matrix => matrix is { Symbol: "A", Layer: 1 }).Matrix[0, 0], 14);
        Assert.Equal(0.35891647971788465, matrices.Single(matrix => matrix is { Symbol: "W", Layer: 2, Step: TraceStep.Update }).Matrix[0, 0], 14);
        Assert.Equal(
            TraceRecords.Of(step).Where(record => record.Step == TraceStep.Gradient).Select(record => record.Value).Order(),
            matrices.Where(matrix => matrix.Step == TraceStep.Gradient).SelectMany(matrix => matrix.Matrix.Cast<double>()).Order());
    }

    [Fact]
    public void Every_activation_loss_and_layer_kind_can_be_traced()
    {
        foreach (Activation activation in Enum.GetValues<Activation>().Except([Activation.Softmax]))
        {
            var network = Network.Create(
                3,
                [
                    new LayerSpecification { Units = 4, Activation = activation },
                    new LayerSpecification { Kind = LayerKind.BatchNormalization },
                    new LayerSpecification { Units = 3, Activation = Activation.Softmax },
                ],
                new NetworkSettings { Seed = 1 });
            var options = new TrainingOptions { Epoch = 1, Optimizer = OptimizerKind.Sgd, FullBatch = true, NoShuffle = true };
            foreach (TraceRecord record in Tracer.Run(network, Oracle.Input, Oracle.ClassTarget, options, false, default).SelectMany(TraceRecords.Of))
            {
                Assert.True(double.IsFinite(record.Value) && record.Formula.Length > 0);
            }
        }
    }

    private static IEnumerable<TraceRecord> Trace(Network network) =>
        Tracer.Run(network, s_input, s_target, Options(), update: false, default).SelectMany(TraceRecords.Of);

    private static TrainingOptions Options() =>
        new() { Loss = Loss.SumSquaredError, Optimizer = OptimizerKind.Sgd, LearningRate = 0.5, Epoch = 1, FullBatch = true, NoShuffle = true };

    private static Network Published()
    {
        var network = Network.Create(
            2,
            [new LayerSpecification { Units = 2 }, new LayerSpecification { Units = 2 }],
            new NetworkSettings { Activation = Activation.Sigmoid, OutputActivation = Activation.Sigmoid, Seed = 1 });
        network.SetParameters([0.15, 0.25, 0.20, 0.30, 0.35, 0.35, 0.40, 0.50, 0.45, 0.55, 0.60, 0.60]);
        return network;
    }
}
