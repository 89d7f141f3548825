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

    public ActivationInverse Inverse => new AreaTangent();

    public Expression Infer(Expression z) => Expression.Tanh(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> => VectorMath.Tanh(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z, Vector<T> a)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector<T>.One - (a * a);

    /// <summary>z = (ln(1 + a) − ln(1 − a)) / 2; dz/da = (1 / (1 + a) + 1 / (1 − a)) / 2.</summary>
    private sealed class AreaTangent : ActivationInverse
    {
        public override T NetInput<T>(T output) => (Log(T.One + output) - Log(T.One - output)) / (T.One + T.One);

        public override T Slope<T>(T output) => (LogSlope(T.One + output) + LogSlope(T.One - output)) / (T.One + T.One);

        public override Expression Infer(Expression output) => (Log(1 + output) - Log(1 - output)) / 2;
    }
}
