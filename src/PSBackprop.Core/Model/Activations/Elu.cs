using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Inference;
using PSBackprop.Numerics;

namespace PSBackprop.Activations;

/// <summary>f(z) = z above zero and e^z − 1 below; f′ = 1 above and a + 1 below (Clevert, Unterthiner, Hochreiter 2016, α = 1).</summary>
internal readonly struct Elu : IElementwiseFunction
{
    public static readonly ActivationMember Member = ActivationMember.Of<Elu>(Activation.Elu);

    public double Minimum => -1;

    public double Maximum => double.PositiveInfinity;

    public Initializer SuitedInitializer => Initializer.HeUniform;

    public IReadOnlyList<double> Kinks => [0];

    public Expression Infer(Expression z) => new NamedFunction(
        "Elu",
        [z],
        [new FunctionAttribute("alpha", new Scalar(1))],
        Expression.Max(z, 0) + Expression.ExpMinusOne(Expression.Min(z, 0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> => 
        Vector.ConditionalSelect(
            Vector.GreaterThan(z, Vector<T>.Zero),
            z,
            VectorMath.ExpMinusOne(Vector.Min(z, Vector<T>.Zero)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z, Vector<T> a)
        where T : unmanaged, IFloatingPointIeee754<T> => 
        Vector.ConditionalSelect(Vector.GreaterThan(z, Vector<T>.Zero), Vector<T>.One, a + Vector<T>.One);
}
