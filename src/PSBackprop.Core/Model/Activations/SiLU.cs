using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Inference;
using PSBackprop.Numerics;

namespace PSBackprop.Activations;

/// <summary>f(z) = z σ(z), f′ = σ(z) (1 + z (1 − σ(z))) with the logistic σ (Elfwing, Uchibe, Doya 2018).</summary>
internal readonly struct SiLU : IElementwiseFunction
{
    public static readonly ActivationMember Member = ActivationMember.Of<SiLU>(Activation.SiLU);

    public double Minimum => -0.27846454276107380;

    public double Maximum => double.PositiveInfinity;

    public Initializer SuitedInitializer => Initializer.HeUniform;

    public Expression Infer(Expression z) => z * Expression.Sigmoid(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> => z * VectorMath.Sigmoid(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z, Vector<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> gate = VectorMath.Sigmoid(z);
        return gate * (Vector<T>.One + (z * (Vector<T>.One - gate)));
    }
}
