namespace PSBackprop.Inference;

/// <summary>What a value in a row is read as. A translator has to know each kind of reading.</summary>
internal abstract record CellReading;

/// <summary>A finite number: numbers and Booleans as they are, a span of time as its seconds, a text as a number is written. NaN and the texts for missing numbers are missing.</summary>
internal sealed record NumberReading : CellReading;

/// <summary>The place of a text among known ones; of other values, of the text that they are written as in the invariant culture.</summary>
/// <param name="Texts">The texts that are known as they stand.</param>
/// <param name="OtherTexts">Texts for the same places in turn, used where a text is not among the known ones; with them the texts for missing numbers are missing, too.</param>
/// <param name="IgnoresCase">Whether a text that is not among them is looked for in any case.</param>
/// <param name="RefusesUnknown">Whether other texts are a fault, rather than in no place.</param>
internal sealed record PlaceReading(IReadOnlyList<string> Texts, IReadOnlyList<string> OtherTexts, bool IgnoresCase, bool RefusesUnknown) : CellReading;
