using System.Numerics;
using System.Runtime.CompilerServices;

using MathNet.Numerics;

using PSBackprop.Inference;
using PSBackprop.Numerics;

namespace PSBackprop.Activations;

/// <summary>f(z) = ln(1 + e^z), f′ = σ(z), the logistic function (Dugas et al. 2001).</summary>
internal readonly struct Softplus : IElementwiseFunction
{
    public static readonly ActivationMember Member = ActivationMember.Of<Softplus>(Activation.Softplus);

    public double Minimum => 0;

    public double Maximum => double.PositiveInfinity;

    // max(0, z) + ln(1 + e^−|z|): the exponential never overflows.
    public Expression Infer(Expression z) => new NamedFunction(
        "Softplus",
        [z],
        [],
        Expression.Max(z, 0) + Expression.LogOnePlus(Expression.Exp(-Expression.Abs(z))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector.Max(z, Vector<T>.Zero)
            + VectorMath.Map(VectorMath.Exp(-Vector.Abs(z)), static x => T.CreateTruncating(SpecialFunctions.Log1p(double.CreateTruncating(x))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z, Vector<T> a)
        where T : unmanaged, IFloatingPointIeee754<T> => VectorMath.Sigmoid(z);
}
