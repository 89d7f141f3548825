namespace PSBackprop;

/// <summary>What a network keeps of its features is derived by.</summary>
/// <param name="Scaling">For numbers.</param>
/// <param name="Missing">What is to stand for missing values.</param>
/// <param name="TextBit">A text has two to this many units.</param>
internal sealed record ColumnFitting(Scaling Scaling, MissingPolicy Missing, int TextBit = TextFeatures.DefaultBits);
