using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Inference;
using PSBackprop.Numerics;

namespace PSBackprop.Activations;

/// <summary>f(z) = tanh z, f′ = 1 − a² (LeCun et al. 1998, Efficient BackProp).</summary>
internal readonly struct Tanh : IElementwiseFunction
{
    public static readonly ActivationMember Member = ActivationMember.Of<Tanh>(Activation.Tanh);

    public double Minimum => -1;

    public double Maximum => 1;

    public Expression Infer(Expression z) => Expression.Tanh(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> => VectorMath.Tanh(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z, Vector<T> a)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector<T>.One - (a * a);
}
