using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>Sizes at which a number of bytes, or of rows times units, no longer fits into an int.</summary>
public sealed class SizeTests
{
    // 16,400² values are 2.15 GB: more bytes than an int counts. The matrix and its copy take twice that.
    [Fact]
    [Trait("Category", "Slow")]
    public void Weights_of_more_than_two_gigabytes_read_as_they_are()
    {
        const int size = 16_400;
        var network = Network.Create(
            size,
            [new LayerSpecification { Units = size }, new LayerSpecification { Units = 1, Initializer = Initializer.Uniform }],
            new NetworkSettings { Initializer = Initializer.Constant, WeightScale = 0.25, Seed = 1, NoBias = true });
        Assert.Equal(network.Parameters[^size..], ((DenseLayer)network.Layers[1]).Weights.Cast<double>());
        double[,] weights = ((DenseLayer)network.Layers[0]).Weights;
        foreach (int i in new[] { 0, 1, 8_200, size - 1 })
        {
            Assert.Equal((0.25, 0.25), (weights[i, 0], weights[i, size - 1]));
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Data_of_more_than_two_gigabytes_is_taken_as_it_is()
    {
        const int size = 16_400;
        var values = new double[size, size];
        values[0, 1] = 1;
        values[size - 1, size - 1] = 2;
        var data = DataMatrix.FromArray("x", values);
        Assert.Equal((size, size, 1, 2), (data.Rows, data.Columns, data[0, 1], data[size - 1, size - 1]));
    }

    [Fact]
    public void Rows_of_more_values_than_an_array_holds_are_refused()
    {
        double[] row = new double[100_000];
        var fault = Assert.Throws<BackpropException>(() => DataMatrix.FromRows("x", [.. Enumerable.Repeat(row, 50_000)]));
        Assert.Equal("EncodedTooLarge", fault.Id);
    }

    // 512 rows of five million values would be more than an array holds.
    [Fact]
    public void A_very_wide_input_is_predicted_in_blocks_of_fewer_rows()
    {
        var network = Network.Create(
            5_000_000,
            [new LayerSpecification { Units = 1 }],
            new NetworkSettings { Precision = Precision.Single, Initializer = Initializer.Constant, WeightScale = 1.0 / (1 << 20) });
        var predictor = Predictor.Create(network, 512);
        double[] row = new double[5_000_000];
        Array.Fill(row, 1);
        Assert.Equal(5_000_000.0 / (1 << 20), predictor.Predict(row)[0]);
    }

    // So would 1,024 rows of 2.1 million units, which a full batch passes in one block where units are fewer.
    [Fact]
    [Trait("Category", "Slow")]
    public void A_very_wide_layer_is_trained_in_blocks_of_fewer_rows()
    {
        const int units = 2_100_000;
        var network = Network.Create(
            1,
            [new LayerSpecification { Units = units, Activation = Activation.ReLU, NoBias = true }, new LayerSpecification { Units = 1 }],
            new NetworkSettings { Precision = Precision.Single, Seed = 1 });
        double[] x = [.. Enumerable.Range(0, 1024).Select(i => i / 1024.0)];
        var options = new TrainingOptions { Epoch = 1, FullBatch = true, Optimizer = OptimizerKind.Sgd, LearningRate = 1e-9 };
        var summary = Trainer.Train(network, DataMatrix.FromColumn("x", x), DataMatrix.FromColumn("y", x), options, null, default);
        Assert.Equal((StopReason.EpochLimit, 1), (summary.StopReason, summary.Epochs));
    }

    // A normalization of 60,000 inputs has 240,000 parameters, not the 3.6e9 of a dense layer.
    [Fact]
    public void A_wide_normalization_is_no_large_network()
    {
        var network = Network.Create(
            60_000,
            [new LayerSpecification { Kind = LayerKind.BatchNormalization }, new LayerSpecification { Units = 1 }],
            new NetworkSettings { Seed = 1 });
        Assert.Equal(240_000 + 60_001, network.ParameterCount);
    }

    [Theory]
    [InlineData(65_536, 65_536)]
    [InlineData(46_400, 46_400)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void More_parameters_than_an_array_holds_are_refused(int inputs, int units) => Assert.Equal(
        "NetworkTooLarge",
        Assert.Throws<BackpropException>(() => Network.Create(inputs, [new LayerSpecification { Units = units }], new NetworkSettings())).Id);
}
