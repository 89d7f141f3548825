using MathNet.Numerics;
using MathNet.Numerics.Random;

namespace PSBackprop.Data;

/// <summary>Draws parts of rows that have of each group the same share.</summary>
internal static class Stratification
{
    /// <summary>A part of the rows.</summary>
    /// <param name="groups">The group of each row.</param>
    /// <param name="fraction">The part, of each group.</param>
    /// <param name="random">What to draw from.</param>
    /// <returns>The rows outside the part and those in it, both in their own order.</returns>
    public static (int[] Others, int[] Part) Take(int[] groups, double fraction, RandomSource random)
    {
        var part = new HashSet<int>();
        foreach (int[] rows in Shuffled(groups, random))
        {
            part.UnionWith(rows.Take((int)Math.Round(rows.Length * fraction, MidpointRounding.AwayFromZero)));
        }

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
