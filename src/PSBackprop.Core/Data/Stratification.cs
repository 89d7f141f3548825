using MathNet.Numerics;
using MathNet.Numerics.Random;

namespace PSBackprop.Data;

/// <summary>Draws parts of rows that have of each group the same share.</summary>
internal static class Stratification
{
    /// <summary>
    /// A part of the rows: the fraction of them all, to the nearest row. Each group gives its share, rounded down; what is
    /// then missing comes from the groups with the largest remainders, drawn where these are alike (the method of largest
    /// remainders, as in scikit-learn's StratifiedShuffleSplit).
    /// </summary>
    /// <param name="groups">The group of each row.</param>
    /// <param name="fraction">The part of all rows, and as nearly as possible of each group.</param>
    /// <param name="random">What to draw from.</param>
    /// <returns>The rows outside the part and those in it, both in their own order.</returns>
    public static (int[] Others, int[] Part) Take(int[] groups, double fraction, RandomSource random)
    {
        int[][] shuffled = [.. Shuffled(groups, random)];
        int[] counts = Array.ConvertAll(shuffled, rows => (int)(rows.Length * fraction));
        int missing = (int)Math.Round(groups.Length * fraction, MidpointRounding.AwayFromZero) - counts.Sum();
        foreach (int group in InOrderOfRemainders(shuffled, counts, fraction, random).Take(missing))
        {
            counts[group]++;
        }

        var part = new HashSet<int>(shuffled.Zip(counts, static (rows, count) => rows.Take(count)).SelectMany(static rows => rows));
        int[] all = [.. Enumerable.Range(0, groups.Length)];
        return (Array.FindAll(all, row => !part.Contains(row)), Array.FindAll(all, part.Contains));
    }

    /// <summary>Deals the rows into so many parts, group after group, so that sizes and shares differ by one at most.</summary>
    /// <returns>The part of each row, from 0.</returns>
    public static int[] Deal(int[] groups, int parts, RandomSource random)
    {
        int[] part = new int[groups.Length];
        int next = 0;
        foreach (int row in Shuffled(groups, random).SelectMany(static rows => rows))
        {
            part[row] = next;
            next = (next + 1) % parts;
        }

        return part;
    }

    // Drawn after the rows of all groups, so that these are the same whether or not remainders are alike.
    private static IEnumerable<int> InOrderOfRemainders(int[][] shuffled, int[] counts, double fraction, RandomSource random)
    {
        int[] order = [.. Enumerable.Range(0, counts.Length)];
        Combinatorics.SelectPermutationInplace(order, random);
        return order.OrderByDescending(group => (shuffled[group].Length * fraction) - counts[group]);
    }

    private static IEnumerable<int[]> Shuffled(int[] groups, RandomSource random)
    {
        foreach (var group in Enumerable.Range(0, groups.Length).GroupBy(row => groups[row]).OrderBy(static group => group.Key))
        {
            int[] rows = [.. group];
            Combinatorics.SelectPermutationInplace(rows, random);
            yield return rows;
        }
    }
}
