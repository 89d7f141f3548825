using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Inference;

namespace PSBackprop.Activations;

/// <summary>f(z) = z, f′ = 1: the output of a regression.</summary>
internal readonly struct Linear : IElementwiseFunction
{
    public static readonly ActivationMember Member = ActivationMember.Of<Linear>(Activation.Linear);

    public double Minimum => double.NegativeInfinity;

    public double Maximum => double.PositiveInfinity;

    public Expression Infer(Expression z) => z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> => z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z, Vector<T> a)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector<T>.One;
}
