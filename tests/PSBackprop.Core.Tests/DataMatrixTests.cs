using PSBackprop.Data;
using PSBackprop.Layers;
using PSBackprop.Training;
using PSBackprop.Training.Optimizers;

namespace PSBackprop.Core.Tests;

/// <summary>What becomes of the numbers that a user gives.</summary>
public sealed class DataMatrixTests
{
    [Fact]
    public void A_matrix_longer_than_one_copied_part_has_each_number_in_its_place()
    {
        // Three parts of 65,536 numbers, the last not full.
        const int rows = 1501;
        const int columns = 101;
        double[,] array = new double[rows, columns];
        double[][] jagged = new double[rows][];
        for (int i = 0; i < rows; i++)
        {
            jagged[i] = new double[columns];
            for (int j = 0; j < columns; j++)
            {
                array[i, j] = jagged[i][j] = (i * 1000) + j;
            }
        }

        DataMatrix one = DataMatrix.FromArray("x", array);
        DataMatrix other = DataMatrix.FromRows("x", jagged);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                Assert.Equal((i * 1000) + j, one[i, j]);
                Assert.Equal((i * 1000) + j, other[i, j]);
            }
        }
    }

    [Fact]
    public void Taking_data_ends_when_it_is_stopped()
    {
        var stopped = new CancellationToken(canceled: true);
        var dataset = new Dataset(null, [new NumberColumn("x", [1, 2])], [new CategoryColumn("y", ColumnKind.Categorical, [0, 1], ["a", "b"])]);
        NetworkColumns columns = ColumnFit.Of(dataset, Scaling.Standard, Scaling.None, UnknownCategory.Error, oneUnit: true);
        Assert.Throws<OperationCanceledException>(() => DataMatrix.FromArray("x", new double[2, 2], stopped));
        Assert.Throws<OperationCanceledException>(() => DataMatrix.FromRows("x", [[1], [2]], stopped));
        Assert.Throws<OperationCanceledException>(() => DatasetEncoder.Inputs(columns, dataset, cancellationToken: stopped));
        Assert.Throws<OperationCanceledException>(() => DatasetEncoder.Targets(columns, dataset, cancellationToken: stopped));
    }

    // Powers of two leave all digits as they are; 2^±600 squared is beyond the range of numbers, on either side.
    [Theory]
    [InlineData(600)]
    [InlineData(1000)]
    [InlineData(-600)]
    [InlineData(-1000)]
    public void The_standard_deviation_goes_along_with_the_unit_of_the_numbers(int exponent)
    {
        double[] values = [1, 2.5, -4, 8, 0.25];
        double unit = Math.ScaleB(1, exponent);
        double expected = Scale(values) * unit;
        Assert.InRange(Scale(Array.ConvertAll(values, value => value * unit)) / expected, 1 - 1e-14, 1 + 1e-14);

        static double Scale(double[] values)
        {
            var dataset = new Dataset(null, [new NumberColumn("x", values)], [new NumberColumn("y", values)]);
            return ColumnFit.Of(dataset, Scaling.Standard, Scaling.None, UnknownCategory.Error, oneUnit: false).Input[0].Scale;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_training_that_learns_nothing_leaves_scaling_and_ranges(int before)
    {
        Dataset first = Line(0, 1);
        NetworkColumns columns = ColumnFit.Of(first, Scaling.Standard, Scaling.Standard, UnknownCategory.Error, oneUnit: false);
        Network network = Network.Create(columns, [new LayerSpecification { Units = 3 }], new NetworkSettings { Seed = 1 });
        if (before > 0)
        {
            Trainer.Train(network, first, null, new TrainingOptions { Epoch = before }, null, default);
        }

        NetworkColumns known = network.Columns!;
        double[] parameters = network.Parameters.ToArray();
        var options = new TrainingOptions { Epoch = 3, Optimizer = OptimizerKind.Sgd, L2 = 1e308 };
        Assert.Equal(StopReason.Diverged, Trainer.Train(network, Line(1000, 7), null, options, null, default).StopReason);
        Assert.Equal(parameters, network.Parameters.ToArray());
        Assert.Same(known, network.Columns);

        static Dataset Line(double start, double step)
        {
            double[] numbers = [.. Enumerable.Range(0, 40).Select(i => start + (i * step))];
            return new Dataset(null, [new NumberColumn("x", numbers)], [new NumberColumn("y", numbers)]);
        }
    }
}
