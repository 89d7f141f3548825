using System.Globalization;

using PSBackprop.Inference;

namespace PSBackprop.Scalings;

/// <summary>
/// A way in which numbers are brought to a size that a network learns well from: (x − offset) / scale, and what a bounded one makes of it.
/// </summary>
internal abstract class ScalingMember : IFamilyMember<Scaling>
{
    public abstract Scaling Kind { get; }

    /// <summary>
    /// Whether all numbers, however large, come into a range that is known. Then none is refused; but it cannot be undone, as a target's
    /// scaling has to be.
    /// </summary>
    public virtual bool IsBounded => false;

    /// <summary>What is taken from a number, and what the rest is divided by, which is never 0. Without numbers nothing is changed.</summary>
    /// <param name="numbers">The numbers of the training data.</param>
    public (double Offset, double Scale) Fit(NumberStatistics numbers)
    {
        if (numbers.IsEmpty)
        {
            return (0, 1);
        }

        var (offset, scale) = Measure(numbers);
        return (offset, IsFlat(offset, scale) ? 1 : scale);
    }

    /// <summary>What becomes of (x − offset) / scale, which is infinite for some numbers where the scaling is bounded.</summary>
    public virtual double Bound(double scaled) => scaled;

    /// <inheritdoc cref="Bound(double)"/>
    public virtual Expression Bound(Expression scaled) => scaled;

    /// <summary>What becomes of a column's number, for people; null where it stays as it is.</summary>
    public virtual string? Formula(string name, double offset, double scale) =>
        string.Create(CultureInfo.InvariantCulture, $"({name} − {offset:G5}) / {scale:G5}");

    /// <summary>Whether there is nothing to divide by: a spread of 0, or one that is lost in the last digit or beyond all numbers.</summary>
    private protected static bool IsFlat(double offset, double spread) => !double.IsFinite(spread) || !(spread > 1e-14 * Math.Abs(offset));

    /// <summary>The middle and the spread that a number is measured by.</summary>
    /// <param name="numbers">At least one.</param>
    private protected abstract (double Offset, double Scale) Measure(NumberStatistics numbers);
}
