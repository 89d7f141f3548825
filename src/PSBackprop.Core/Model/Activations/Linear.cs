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

    public ActivationInverse Inverse => new Identity();

    public Expression Infer(Expression z) => z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> => z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z, Vector<T> a)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector<T>.One;

    /// <summary>z = a.</summary>
    private sealed class Identity : ActivationInverse
    {
        public override bool IsIdentity => true;

        public override T NetInput<T>(T output) => output;

        public override T Slope<T>(T output) => T.One;

        public override Expression Infer(Expression output) => output;
    }
}
