using System.Globalization;

namespace PSBackprop;

/// <summary>One parameter's gradient by backpropagation and by differences.</summary>
/// <param name="Layer">The layer, counted from 1.</param>
/// <param name="Symbol">What it is: w, b, γ or β.</param>
/// <param name="Unit">The unit, counted from 1.</param>
/// <param name="Source">For a weight: where it leads from, counted from 1.</param>
/// <param name="Backpropagation">The gradient that backpropagation gives.</param>
/// <param name="Difference">The gradient that the loss at neighbouring points gives.</param>
/// <param name="RelativeError">How far they are apart, as a part of the larger.</param>
/// <param name="CrossesKink">Whether a unit or the loss passes a kink between those points, so that the difference says nothing.</param>
public sealed record ParameterCheck(
    int Layer, string Symbol, int Unit, int? Source, double Backpropagation, double Difference, double RelativeError, bool CrossesKink)
{
    /// <summary>The member that the layer belongs to, counted from 1; null in a network without members.</summary>
    public int? Member { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.CurrentCulture,
        $"{Symbol} of {(Member is null ? string.Empty : $"member {Member}, ")}layer {Layer}, "
        + $"unit {Unit}{(Source is null ? string.Empty : $", from {Source}")}: {Backpropagation:G9} by backpropagation, "
        + $"{Difference:G9} by differences");
}
