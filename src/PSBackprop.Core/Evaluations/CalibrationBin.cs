using System.Globalization;

namespace PSBackprop;

/// <summary>
/// Samples of about the same confidence, and how often it came true: of two classes how probable the positive one is said to be and how
/// often it is the class; of more how probable the most probable one is said to be and how often it is right.
/// </summary>
/// <param name="Lower">Confidences are above this; the lowest bin has 0 as well.</param>
/// <param name="Upper">Confidences are at most this.</param>
/// <param name="Confidence">Their mean.</param>
/// <param name="Accuracy">The part of the samples for which it came true.</param>
/// <param name="Count">How many samples.</param>
public sealed record CalibrationBin(double Lower, double Upper, double Confidence, double Accuracy, int Count)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.CurrentCulture, $"{Confidence:F4} said, {Accuracy:F4} true, {Count} samples");
}
