using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Inference;

namespace PSBackprop.Activations;

/// <summary>f(z) = max(0, z), f′ = 1 above zero and 0 elsewhere, zero included (Nair, Hinton 2010).</summary>
internal readonly struct ReLU : IElementwiseFunction
{
    public static readonly ActivationMember Member = ActivationMember.Of<ReLU>(Activation.ReLU);

    public double Minimum => 0;

    public double Maximum => double.PositiveInfinity;

    public bool CanDie => true;

    public Initializer SuitedInitializer => Initializer.HeUniform;

    public IReadOnlyList<double> Kinks => [0];

    public Expression Infer(Expression z) => new NamedFunction("Relu", [z], [], Expression.Max(z, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector.ConditionalSelect(Vector.LessThan(z, Vector<T>.Zero), Vector<T>.Zero, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z, Vector<T> a)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector.ConditionalSelect(Vector.GreaterThan(z, Vector<T>.Zero), Vector<T>.One, Vector<T>.Zero);
}
