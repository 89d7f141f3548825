using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Inference;
using PSBackprop.Numerics;

namespace PSBackprop.Activations;

/// <summary>
/// f(z) = z tanh(ln(1 + e^z)), f′ = t + z (1 − t²) σ(z) with t = tanh(ln(1 + e^z)) and the logistic σ (Misra 2020).
/// </summary>
/// <remarks>With n = e^z (e^z + 2), t = n / (n + 2): no logarithm is needed.</remarks>
internal readonly struct Mish : IElementwiseFunction
{
    public static readonly ActivationMember Member = ActivationMember.Of<Mish>(Activation.Mish);

    public double Minimum => -0.30884020;

    public double Maximum => double.PositiveInfinity;

    public Initializer SuitedInitializer => Initializer.HeUniform;

    public Expression Infer(Expression z)
    {
        Expression exponential = Expression.Exp(Expression.Min(z, 20));
        Expression n = exponential * (exponential + 2);
        return new NamedFunction("Mish", [z], [], z * (n / (n + 2)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> => z * Gate(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z, Vector<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> gate = Gate(z);
        return gate + (z * (Vector<T>.One - (gate * gate)) * VectorMath.Sigmoid(z));
    }

    private static Vector<T> Gate<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Above 20 the quotient is 1 to the last bit, and e^2z must not overflow.
        Vector<T> exponential = VectorMath.Exp(Vector.Min(z, VectorMath.Constant<T>(20)));
        Vector<T> n = exponential * (exponential + VectorMath.Constant<T>(2));
        return n / (n + VectorMath.Constant<T>(2));
    }
}
