using MathNet.Numerics;

using PSBackprop.Data;
using PSBackprop.Numerics;

namespace PSBackprop.Training;

/// <summary>Keeps a part of the samples for validation: of each class the same part, where there are classes.</summary>
internal static class ValidationSplit
{
    /// <returns>The rows to train on and the rows to validate on, both in their own order.</returns>
    public static (int[] Training, int[] Validation) Rows(DataMatrix target, double fraction, bool isClassification, ActivationFunction output, int seed)
    {
        var groups = Enumerable.Range(0, target.Rows)
            .GroupBy(row => isClassification ? ClassTargets.Label(target, row, output) : 0)
            .OrderBy(static group => group.Key);
        var kept = new HashSet<int>();
        var random = RandomStream.Create(seed, RandomPurpose.Validation, 0);
        foreach (var group in groups)
        {
            int[] rows = [.. group];
            Combinatorics.SelectPermutationInplace(rows, random);
            kept.UnionWith(rows.Take((int)Math.Round(rows.Length * fraction, MidpointRounding.AwayFromZero)));
        }

        if (kept.Count == 0 || kept.Count == target.Rows)
        {
            throw Errors.ValidationSplitEmpty(fraction, target.Rows);
        }

        int[] all = [.. Enumerable.Range(0, target.Rows)];
        return (Array.FindAll(all, row => !kept.Contains(row)), Array.FindAll(all, kept.Contains));
    }
}
