using PSBackprop.Numerics;

namespace PSBackprop;

/// <summary>
/// How well a network that gives rows back does so with usual rows that it was not trained on: by column, and for rows as a whole.
/// </summary>
/// <param name="Columns">What the error of each column is like; null for a column of which no row held out had a value.</param>
/// <param name="Scores">What the scores of rows are like.</param>
internal sealed record AnomalyReference(IReadOnlyList<TailEstimate?> Columns, TailEstimate Scores);
