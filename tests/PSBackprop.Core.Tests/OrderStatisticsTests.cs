using PSBackprop.Numerics;

namespace PSBackprop.Core.Tests;

/// <summary>Numbers by rank are those of the sorted numbers.</summary>
public sealed class OrderStatisticsTests
{
    [Fact]
    public void Ranks_are_those_of_the_sorted_numbers()
    {
        var random = new Random(1);
        for (int run = 0; run < 2000; run++)
        {
            int count = random.Next(1, run % 10 == 0 ? 5000 : 100);
            int different = random.Next(1, 3) == 1 ? 3 : int.MaxValue;
            double[] values = (run % 5) switch
            {
                0 => [.. Enumerable.Range(0, count).Select(static i => (double)i)],
                1 => [.. Enumerable.Range(0, count).Select(i => (double)(count - i))],
                2 => [.. Enumerable.Range(0, count).Select(static i => Math.Abs(i - 50.0) % 7)],
                _ => [.. Enumerable.Range(0, count).Select(_ => random.Next(different) * 0.1)],
            };
            double[] before = [.. values];
            int[] ranks = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(count))];
            double[] sorted = [.. values.Order()];
            Assert.Equal(ranks.Select(rank => sorted[rank]), OrderStatistics.Of(values, ranks));
            Assert.Equal(before, values);
            Assert.Equal([.. new[] { 0.1, 0.5, 0.9 }.Select(part => Quantile.Of(sorted, part))], Quantile.OfUnsorted(values, 0.1, 0.5, 0.9));
        }
    }

    // An order that medians of three part badly (Musser 1997).
    [Fact]
    public void Orders_that_part_badly_take_no_longer_than_sorting()
    {
        const int half = 100_000;
        double[] killer = new double[2 * half];
        for (int i = 1; i <= half; i++)
        {
            killer[i - 1] = i % 2 == 1 ? i : half + i - 1;
            killer[half + i - 1] = 2 * i;
        }

        double[] sorted = [.. killer.Order()];
        Assert.Equal(sorted[half], OrderStatistics.Of(killer, [half])[0]);
    }
}
