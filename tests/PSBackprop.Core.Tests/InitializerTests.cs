using MathNet.Numerics.LinearAlgebra;

namespace PSBackprop.Core.Tests;

/// <summary>First weights have the distribution that their method promises.</summary>
public sealed class InitializerTests
{
    [Theory]
    [InlineData(Initializer.GlorotUniform, 2.0 / 500)]
    [InlineData(Initializer.GlorotNormal, 2.0 / 500)]
    [InlineData(Initializer.HeUniform, 2.0 / 300)]
    [InlineData(Initializer.HeNormal, 2.0 / 300)]
    [InlineData(Initializer.LeCunUniform, 1.0 / 300)]
    [InlineData(Initializer.LeCunNormal, 1.0 / 300)]
    [InlineData(Initializer.Normal, 0.05 * 0.05)]
    public void Mean_and_variance_are_as_promised(Initializer initializer, double variance)
    {
        double[] weights = Weights(300, 200, new NetworkSettings { Initializer = initializer, Seed = 4 });
        double mean = weights.Average();
        Assert.Equal(0, mean, 4 * Math.Sqrt(variance / weights.Length));
        Assert.Equal(variance, weights.Average(weight => (weight - mean) * (weight - mean)), 0.03 * variance);
    }

    [Theory]
    [InlineData(30, 20)]
    [InlineData(20, 30)]
    [InlineData(25, 25)]
    public void Orthogonal_weights_are_orthonormal(int inputs, int units)
    {
        double[] weights = Weights(inputs, units, new NetworkSettings { Initializer = Initializer.Orthogonal, Seed = 4 });
        var matrix = Matrix<double>.Build.Dense(inputs, units, (i, j) => weights[(i * units) + j]);
        var product = inputs >= units ? matrix.Transpose() * matrix : matrix * matrix.Transpose();
        Assert.True((product - Matrix<double>.Build.DenseIdentity(product.RowCount)).FrobeniusNorm() < 1e-12);
    }

    [Fact]
    public void Nguyen_Widrow_gives_each_unit_the_same_length_and_spreads_the_biases()
    {
        var network = Network.Create(3, [new LayerSpecification { Units = 8 }], new NetworkSettings { Initializer = Initializer.NguyenWidrow, Seed = 4 });
        var layer = (DenseLayer)network.Layers[0];
        double length = 0.7 * Math.Cbrt(8);
        for (int unit = 0; unit < 8; unit++)
        {
            Assert.Equal(length, Math.Sqrt(Enumerable.Range(0, 3).Sum(i => layer.Weights[i, unit] * layer.Weights[i, unit])), 1e-12);
        }

        Assert.All(layer.Biases, bias => Assert.InRange(bias, -length, length));
        Assert.True(layer.Biases.Distinct().Count() == 8);
    }

    [Fact]
    public void Ranges_and_values_may_be_given()
    {
        Assert.All(
            Weights(20, 20, new NetworkSettings { Initializer = Initializer.Uniform, WeightRange = (-3, -2), Seed = 1 }),
            weight => Assert.InRange(weight, -3, -2));
        Assert.All(
            Weights(20, 20, new NetworkSettings { Initializer = Initializer.Constant, WeightScale = 0.25, Seed = 1 }),
            weight => Assert.Equal(0.25, weight));
        Assert.Equal(
            "WeightRange",
            Assert.Throws<BackpropException>(() => Weights(2, 2, new NetworkSettings { Initializer = Initializer.Uniform, WeightRange = (1, 0) })).Id);
    }

    private static double[] Weights(int inputs, int units, NetworkSettings settings)
    {
        settings.NoBias = true;
        return Network.Create(inputs, [new LayerSpecification { Units = units }], settings).Parameters;
    }
}
