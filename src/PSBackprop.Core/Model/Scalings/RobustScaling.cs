using PSBackprop.Inference;
using PSBackprop.Numerics;

namespace PSBackprop.Scalings;

/// <summary>
/// z / √(1 + (z/3)²) of z = (x − median) / interquartile range: between −3 and 3, however far off a number is. Where the quartiles are
/// one number, half of the range stands for what is between them (Holzmüller, Grinsztajn and Steinwart 2024, Better by Default: Strong
/// Pre-Tuned MLPs and Boosted Trees on Tabular Data, robust scaling and smooth clipping).
/// </summary>
internal sealed class RobustScaling : ScalingMember
{
    // Beyond it the result is 3 to the last digit, while squares soon leave the range of numbers.
    private const double Farthest = 1e9;

    public override Scaling Kind => Scaling.Robust;

    public override bool IsBounded => true;

    public override double Bound(double scaled)
    {
        double z = Math.Max(Math.Min(scaled, Farthest), -Farthest);
        double third = z / 3;
        return z / Math.Sqrt(1 + (third * third));
    }

    public override Expression Bound(Expression scaled)
    {
        Expression z = Expression.Max(Expression.Min(scaled, Farthest), -Farthest);
        Expression third = z / 3;
        return z / Expression.Sqrt(1 + (third * third));
    }

    public override string Formula(string name, double offset, double scale) => $"z / √(1 + (z/3)²) with z = {base.Formula(name, offset, scale)}";

    private protected override (double Offset, double Scale) Measure(NumberStatistics numbers)
    {
        double spread = numbers.UpperQuartile - numbers.LowerQuartile;
        return (numbers.Median, IsFlat(numbers.Median, spread) ? (numbers.Maximum / 2) - (numbers.Minimum / 2) : spread);
    }
}
