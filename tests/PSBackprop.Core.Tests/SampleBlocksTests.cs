using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Propagation;

namespace PSBackprop.Core.Tests;

/// <summary>An epoch gives each sample once, whole, and in the same order whoever gathers it.</summary>
public sealed class SampleBlocksTests
{
    [Theory]
    [InlineData(1000, 100, 300)]
    [InlineData(257, 131, 256)]
    [InlineData(40, 3, 7)]
    [InlineData(3, 20_000, 2)]
    public void A_shuffled_epoch_has_each_row_once_for_any_number_of_threads(int rows, int columns, int blockRows)
    {
        DataMatrix input = new("Input", [.. Enumerable.Range(0, rows * columns).Select(i => Number(i / columns, i % columns))], rows, columns);
        DataMatrix target = new("Target", [.. Enumerable.Range(0, rows).Select(static i => (double)i)], rows, 1);
        int[] alone = Order(input, target, blockRows, ParallelTeam.Single);
        Assert.Equal(Enumerable.Range(0, rows), alone.Order());
        Assert.Equal(alone, Order(input, target, blockRows, ParallelTeam.Of(2)));
    }

    private static double Number(int row, int column) => row + (column / 65536.0);

    // The order of an epoch, by the targets, after each number of each row has been compared with the row's.
    private static int[] Order(DataMatrix input, DataMatrix target, int blockRows, ParallelTeam team)
    {
        var samples = new SampleBlocks<float>(input, target, blockRows, team, keepsSparse: false, shuffle: true);
        samples.Shuffle(seed: 7, epoch: 3);
        var order = new List<int>();
        for (int first = 0; first < input.Rows; first += blockRows)
        {
            var block = new SampleBlock(first, Math.Min(blockRows, input.Rows - first));
            samples.Load(block);
            for (int i = 0; i < block.Rows; i++)
            {
                int row = (int)samples.Target[i];
                order.Add(row);
                for (int j = 0; j < input.Columns; j++)
                {
                    Assert.Equal((float)Number(row, j), samples.Input.Dense[(i * input.Columns) + j]);
                }
            }
        }

        return [.. order];
    }
}
