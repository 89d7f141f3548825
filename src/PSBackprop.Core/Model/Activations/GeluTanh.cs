using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Inference;
using PSBackprop.Numerics;

namespace PSBackprop.Activations;

/// <summary>
/// f(z) = ½ z (1 + tanh u) with u = √(2/π) (z + 0.044715 z³), f′ = ½ (1 + tanh u) + ½ z (1 − tanh² u) u′
/// (Hendrycks, Gimpel 2016, the approximation).
/// </summary>
internal readonly struct GeluTanh : IElementwiseFunction
{
    public static readonly ActivationMember Member = ActivationMember.Of<GeluTanh>(Activation.GeluTanh);

    private const double Root = 0.79788456080286535588;
    private const double Cubic = 0.044715;

    public double Minimum => -0.17004075;

    public double Maximum => double.PositiveInfinity;

    public Initializer SuitedInitializer => Initializer.HeUniform;

    public Expression Infer(Expression z) => new NamedFunction(
        "Gelu",
        [z],
        [new FunctionAttribute("approximate", "tanh")],
        0.5 * z * (1 + Expression.Tanh(Root * (z + (Cubic * z * z * z)))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        VectorMath.Constant<T>(0.5) * z * (Vector<T>.One + Gate(z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z, Vector<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> gate = Gate(z);
        Vector<T> near = Near(z);
        Vector<T> slope = VectorMath.Constant<T>(Root) + (VectorMath.Constant<T>(3 * Root * Cubic) * near * near);
        return VectorMath.Constant<T>(0.5) * (Vector<T>.One + gate + (near * (Vector<T>.One - (gate * gate)) * slope));
    }

    private static Vector<T> Gate<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> near = Near(z);
        return VectorMath.Tanh(VectorMath.Constant<T>(Root) * (near + (VectorMath.Constant<T>(Cubic) * near * near * near)));
    }

    // Beyond ±40 the gate is ±1 to the last bit, and z³ must not overflow.
    private static Vector<T> Near<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector.Max(Vector.Min(z, VectorMath.Constant<T>(40)), VectorMath.Constant<T>(-40));
}
