using PSBackprop.Data;

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
        Assert.Throws<OperationCanceledException>(() => DatasetEncoder.Inputs(columns, dataset, stopped));
        Assert.Throws<OperationCanceledException>(() => DatasetEncoder.Targets(columns, dataset, cancellationToken: stopped));
    }
}
