using System.Globalization;

namespace PSBackprop.Scalings;

/// <summary>A way in which numbers are brought to a size that a network learns well from: (x − offset) / scale.</summary>
internal abstract class ScalingMember : IFamilyMember<Scaling>
{
    public abstract Scaling Kind { get; }

    /// <summary>What is taken from a number, and what the rest is divided by, which is never 0. Without numbers nothing is changed.</summary>
    /// <param name="numbers">The numbers of the training data, finite and in any order.</param>
    public (double Offset, double Scale) Fit(double[] numbers)
    {
        if (numbers.Length == 0)
        {
            return (0, 1);
        }

        // A constant column has nothing to divide by; so has one whose spread is lost in its last digit, or is beyond all numbers.
        var (offset, scale) = Measure(numbers);
        bool isFlat = !double.IsFinite(scale) || !(scale > 1e-14 * Math.Abs(offset));
        return (offset, isFlat ? 1 : scale);
    }

    /// <summary>What becomes of a column's number, for people; null where it stays as it is.</summary>
    public virtual string? Formula(string name, double offset, double scale) =>
        string.Create(CultureInfo.InvariantCulture, $"({name} − {offset:G5}) / {scale:G5}");

    /// <summary>The middle and the spread that a number is measured by.</summary>
    /// <param name="numbers">At least one.</param>
    private protected abstract (double Offset, double Scale) Measure(double[] numbers);
}
