using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests.Checks;

/// <summary>Numbers at the edge of what a double can be, and data that says nothing.</summary>
public sealed class NumberTests
{
    public static TheoryData<string> Names => [.. Configuration.All.Keys];

    public static TheoryData<string> InSinglePrecision => [.. Configuration.All.Where(pair => pair.Value.IsSingle).Select(pair => pair.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Huge_inputs_end_in_a_clear_error_or_in_finite_weights(string name)
    {
        Configuration configuration = Configuration.All[name];
        double huge = configuration.IsSingle ? 1e38 : 1e308;
        double[][] input = [.. Configuration.InputRows().Select((row, i) => row.Select(value => i % 2 == 0 ? huge * Math.Sign(value) : value).ToArray())];
        var network = configuration.Network();
        string? id = Fault(
            () => Trainer.Train(
                network,
                Configuration.Matrix("x", input),
                Configuration.Matrix("y", configuration.TargetRows(Configuration.InputRows())),
                configuration.Options(),
                null,
                default));
        Assert.True(id is null or "TrainingDiverged", id);
        Assert.All(network.Parameters.ToArray(), value => Assert.True(double.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tiny_zero_and_identical_inputs_are_learned_from_like_any_other(string name)
    {
        Configuration configuration = Configuration.All[name];
        double[][] plain = Configuration.InputRows();
        double[][] target = configuration.TargetRows(plain);
        foreach (double factor in new[] { 5e-324, 1e-310, 1e-200, 0 })
        {
            Require(configuration, [.. plain.Select(row => row.Select(value => value * factor).ToArray())], target);
        }

        Require(configuration, [.. plain.Select(_ => plain[0])], target);
        Require(configuration, [.. plain.Select(_ => plain[0])], [.. plain.Select(_ => target[0])]);
    }

    [Theory]
    [MemberData(nameof(InSinglePrecision))]
    public void Single_and_double_precision_agree(string name)
    {
        Configuration configuration = Configuration.All[name];
        string twin = name.Replace(", Single", ", Double", StringComparison.Ordinal);
        double[][] input = Configuration.InputRows();
        double[][] Outputs(Configuration which)
        {
            var network = which.Network();
            Trainer.Train(network, Configuration.Matrix("x", input), Configuration.Matrix("y", which.TargetRows(input)), which.Options(), null, default);
            return [.. Predictor.Create(network, input.Length).Predict(Configuration.Matrix("x", input), default)];
        }

        const double bound = 1e-4;
        foreach (var (single, real) in Outputs(configuration).SelectMany(row => row).Zip(Outputs(Configuration.All[twin]).SelectMany(row => row)))
        {
            Assert.InRange(single - real, -bound, bound);
        }
    }

    private static void Require(Configuration configuration, double[][] input, double[][] target)
    {
        var network = configuration.Network();
        TrainingSummary summary = Trainer.Train(
            network,
            Configuration.Matrix("x", input),
            Configuration.Matrix("y", target),
            configuration.Options(),
            null,
            default);
        Assert.True(double.IsFinite(summary.Loss!.Value));
        Assert.All(network.Parameters.ToArray(), value => Assert.True(double.IsFinite(value)));
        Assert.All(
            Predictor.Create(network, input.Length).Predict(Configuration.Matrix("x", input), default).SelectMany(row => row),
            value => Assert.True(double.IsFinite(value)));
    }

    private static string? Fault(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (BackpropException fault)
        {
            return fault.Id;
        }
    }
}
