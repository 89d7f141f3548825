namespace PSBackprop.Search;

/// <summary>What a trial came to.</summary>
/// <param name="Candidate">What was tried.</param>
/// <param name="Trial">What the user sees of it.</param>
/// <param name="Rank">How good it is, higher for better whatever the metric; null without a score.</param>
/// <param name="Network">The network that was trained and measured, the first of several folds; null if it diverged.</param>
internal sealed record TrialResult(SearchCandidate Candidate, SearchTrial Trial, double? Rank, Network? Network)
{
    /// <summary>The better one; the first of two that are equally good. One without a score is never better.</summary>
    public static TrialResult? Better(TrialResult? first, TrialResult second) =>
        second.Rank is { } rank && !(first?.Rank >= rank) ? second : first;
}
