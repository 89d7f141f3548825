using PSBackprop.Activations;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;

namespace PSBackprop.Core.Tests;

/// <summary>Nothing overflows, however large the net inputs.</summary>
public sealed class SafetyTests
{
    private static readonly double[] s_netInputs = [-1e300, -1e4, -1000, -100, -1, 0, 1, 100, 1000, 1e4, 1e300];

    public static TheoryData<Activation> Activations() => [.. Enum.GetValues<Activation>().Except([Activation.Softmax])];

    [Theory]
    [MemberData(nameof(Activations))]
    public void Every_activation_is_finite_and_within_its_range(Activation activation)
    {
        var function = ActivationFamily.Create(activation);
        double[] z = [.. s_netInputs.Where(value => Math.Abs(value) <= 1e4)];
        double[] a = new double[z.Length];
        double[] delta = [.. Enumerable.Repeat(1.0, z.Length)];
        function.Apply<double>(z, a, z.Length);
        function.Differentiate<double>(z, a, delta, z.Length);
        Assert.All(a, value => Assert.True(double.IsFinite(value) && value >= function.Minimum - 1e-9 && value <= function.Maximum + 1e-9, $"{value}"));
        Assert.All(delta, value => Assert.InRange(value, -0.2, 1.8));
        float[] single = [.. z.Select(value => (float)value)];
        float[] output = new float[z.Length];
        function.Apply<float>(single, output, z.Length);
        Assert.All(output, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Softmax_and_both_cross_entropies_are_finite_at_the_extremes()
    {
        double[] z = [1e4, -1e4, 0, -1e4, -1e4, -1e4, 1e4, 1e4, 1e4];
        double[] a = new double[9];
        ActivationFamily.Create(Activation.Softmax).Apply<double>(z, a, 3);
        Assert.Equal([1, 0, 0], a[..3]);
        Assert.All(a[3..], value => Assert.Equal(1 / 3.0, value, 1e-15));
        double[] wrong = [0, 1, 0, 1, 0, 0, 0, 0, 1];
        double expected = 2e4 + (2 * Math.Log(3));
        Assert.Equal(expected, LossFamily.Create(Loss.CategoricalCrossEntropy).Sum<double>(z, a, wrong, default, 3), 1e-9);

        double[] logits = [1e4, -1e4, 1e4, -1e4];
        double[] probabilities = [1, 0, 1, 0];
        double[] labels = [0, 1, 1, 0];
        Assert.Equal(2e4, LossFamily.Create(Loss.BinaryCrossEntropy).Sum<double>(logits, probabilities, labels, default, 1), 1e-9);
        Assert.Equal(1e4 - Math.Log(2), LossFamily.Create(Loss.LogCosh).Sum<double>([], [1e4], [0], default, 1), 1e-9);
    }
}
