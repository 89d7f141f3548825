using System.Globalization;

namespace PSBackprop.Evaluations.Metrics;

/// <summary>Finds classes that a network never decides for, which accuracy hides where they are rare.</summary>
internal static class NeverPredicted
{
    /// <summary>One finding, with the most frequent class of those as the example; none if each is decided for.</summary>
    public static IReadOnlyList<string> Findings(ClassDecisions decisions)
    {
        ClassScore[] never = [.. decisions.Scores
            .Where((score, i) => score.Support > 0 && decisions.Counts[i].Predicted == 0)
            .OrderByDescending(static score => score.Support)];
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
        string remedy = ReferenceEquals(never[0], decisions.PositiveScore)
            ? "lower -Threshold of Get-Prediction, or train with -ClassWeight Balanced"
            : "train with -ClassWeight Balanced, or for more epochs";
        return
        [
            string.Create(
                CultureInfo.CurrentCulture,
                $"The class '{LabelType.Text(never[0].Label)}' is never predicted, though {never[0].Support:N0} of {decisions.Samples:N0} samples "
                + $"are of it{others}. To find them, {remedy}."),
        ];
    }
}
