namespace PSBackprop;

/// <summary>How well one class is told from the others.</summary>
/// <param name="Label">The class, in the target's own type.</param>
/// <param name="Precision">Of those taken for it, the part that are of it; 0 if none was.</param>
/// <param name="Recall">Of those that are of it, the part taken for it; 0 if there is none.</param>
/// <param name="F1">The harmonic mean of both; 0 if both are.</param>
/// <param name="RocAuc">
/// The probability that one of it gets a higher probability than one that is not; null without both kinds or without probabilities.
/// </param>
/// <param name="Support">How many samples are of it.</param>
public sealed record ClassScore(object Label, double Precision, double Recall, double F1, double? RocAuc, int Support)
{
    /// <summary>
    /// Its precision at each threshold, weighted by the recall won there: the area under the curve of precision over recall as steps.
    /// Null where RocAuc is.
    /// </summary>
    public double? AveragePrecision { get; internal init; }
}
