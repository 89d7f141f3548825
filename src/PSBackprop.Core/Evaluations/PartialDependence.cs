using System.Globalization;

namespace PSBackprop;

/// <summary>What a network predicts where a column has one value in every row, and the others stay (Friedman 2001).</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">Its value, as rows have it; null for a missing one.</param>
/// <param name="Target">What is predicted: a class, of which the figures are the probability, or the name of a target.</param>
/// <param name="Mean">The mean over the rows.</param>
/// <param name="Lower">A tenth of the rows is below this.</param>
/// <param name="Upper">A tenth of the rows is above this.</param>
public sealed record PartialDependence(string Column, object? Value, object Target, double Mean, double Lower, double Upper)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.CurrentCulture, $"{Column} {Value ?? "missing"}: {LabelType.Text(Target)} {Mean:G4} ({Lower:G4} to {Upper:G4})");
}
