using System.Globalization;

namespace PSBackprop.Evaluations.Metrics;

/// <summary>Finds classes that a network never decides for, which accuracy hides where they are rare.</summary>
internal static class NeverPredicted
{
    /// <param name="scores">Of each class.</param>
    /// <param name="predictedCounts">How many samples are taken for each.</param>
    /// <param name="samples">How many samples there are.</param>
    /// <param name="positive">The positive of two classes; null where there are not two.</param>
    public static IReadOnlyList<string> Findings(ClassScore[] scores, double[] predictedCounts, int samples, ClassScore? positive)
    {
        ClassScore[] never = [.. scores.Where((score, i) => score.Support > 0 && predictedCounts[i] == 0).OrderByDescending(static score => score.Support)];
        if (never.Length == 0)
        {
            return [];
        }

        string others = never.Length switch
        {
            1 => string.Empty,
            2 => ", nor is another class",
            _ => $", nor are {never.Length - 1} other classes",
        };
        string remedy = ReferenceEquals(never[0], positive)
            ? "lower -Threshold of Get-Prediction, or train with -ClassWeight Balanced"
            : "train with -ClassWeight Balanced, or for more epochs";
        return
        [
            string.Create(
                CultureInfo.CurrentCulture,
                $"The class '{LabelType.Text(never[0].Label)}' is never predicted, though {never[0].Support:N0} of {samples:N0} samples are of it{others}. To find them, {remedy}."),
        ];
    }
}
