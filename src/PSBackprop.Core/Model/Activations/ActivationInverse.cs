using System.Numerics;

using PSBackprop.Inference;

namespace PSBackprop.Activations;

/// <summary>
/// The way from an activation's output back to its net input, for outputs that are a mean of others. It is finite everywhere: what
/// lies nearer to an end of the range than <see cref="Least"/> is taken to be as near as that.
/// </summary>
internal abstract class ActivationInverse
{
    /// <summary>The smallest normal number of single precision, which both precisions hold with its reciprocal.</summary>
    protected const double Least = 1.17549435082229e-38;

    /// <summary>Whether z is a itself.</summary>
    public virtual bool IsIdentity => false;

    /// <summary>z with f(z) = a.</summary>
    public abstract T NetInput<T>(T output)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>dz/da.</summary>
    public abstract T Slope<T>(T output)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>z with f(z) = a, for exports.</summary>
    public abstract Expression Infer(Expression output);

    /// <summary>ln x.</summary>
    protected static T Log<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T> => T.Log(T.Max(x, T.CreateTruncating(Least)));

    /// <summary>Its derivative, 1 / x.</summary>
    protected static T LogSlope<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T> => x > T.CreateTruncating(Least) ? T.One / x : T.Zero;

    /// <summary>ln x for exports.</summary>
    protected static Expression Log(Expression x) => Expression.Log(Expression.Max(x, Least));
}
