using System.Globalization;

namespace PSBackprop;

/// <summary>A class and how probable a network takes it to be.</summary>
/// <param name="Label">The class, in the target's own type.</param>
/// <param name="Probability">From 0 to 1.</param>
public sealed record ClassProbability(object Label, double Probability)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.CurrentCulture, $"{LabelType.Text(Label)} {Probability:N4}");
}
