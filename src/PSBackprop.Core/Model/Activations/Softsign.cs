using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Inference;

namespace PSBackprop.Activations;

/// <summary>f(z) = z / (1 + |z|), f′ = (1 − |a|)² (Turian, Bergstra, Bengio 2009).</summary>
internal readonly struct Softsign : IElementwiseFunction
{
    public static readonly ActivationMember Member = ActivationMember.Of<Softsign>(Activation.Softsign);

    public double Minimum => -1;

    public double Maximum => 1;

    public IReadOnlyList<double> Kinks => [0];

    public Expression Infer(Expression z) => new NamedFunction("Softsign", [z], [], z / (1 + Expression.Abs(z)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> => z / (Vector<T>.One + Vector.Abs(z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z, Vector<T> a)
        where T : unmanaged, IFloatingPointIeee754<T> => 
        (Vector<T>.One - Vector.Abs(a)) * (Vector<T>.One - Vector.Abs(a));
}
