using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Inference;
using PSBackprop.Numerics;

namespace PSBackprop.Activations;

/// <summary>f(z) = 1 / (1 + e^−z), f′ = a (1 − a): the logistic function (Rumelhart, Hinton, Williams 1986).</summary>
internal readonly struct Sigmoid : IElementwiseFunction
{
    public static readonly ActivationMember Member = ActivationMember.Of<Sigmoid>(Activation.Sigmoid);

    public double Minimum => 0;

    public double Maximum => 1;

    public ActivationInverse Inverse => new Logit();

    public Expression Infer(Expression z) => Expression.Sigmoid(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> => VectorMath.Sigmoid(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z, Vector<T> a)
        where T : unmanaged, IFloatingPointIeee754<T> => a * (Vector<T>.One - a);

    /// <summary>z = ln a − ln(1 − a); dz/da = 1 / a + 1 / (1 − a).</summary>
    private sealed class Logit : ActivationInverse
    {
        public override T NetInput<T>(T output) => Log(output) - Log(T.One - output);

        public override T Slope<T>(T output) => LogSlope(output) + LogSlope(T.One - output);

        public override Expression Infer(Expression output) => Log(output) - Log(1 - output);
    }
}
