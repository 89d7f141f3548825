using PSBackprop.Inference;

namespace PSBackprop.Tasks;

/// <summary>Where an output lies between what stands for no and what stands for yes, which is 1.</summary>
/// <param name="No">The output that stands for no; below 1.</param>
internal readonly record struct YesRange(double No)
{
    /// <summary>The probability of yes, from 0 to 1.</summary>
    public double Of(double output) => Math.Clamp((output - No) / (1 - No), 0, 1);

    /// <summary>The same for exports.</summary>
    public Expression Of(Expression output) => Expression.Min(1, Expression.Max(0, (output - No) / (1 - No)));
}
