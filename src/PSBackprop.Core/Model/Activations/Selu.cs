using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Inference;
using PSBackprop.Numerics;

namespace PSBackprop.Activations;

/// <summary>
/// f(z) = λ z above zero and λ α (e^z − 1) below; f′ = λ above and a + λ α below
/// (Klambauer, Unterthiner, Mayr, Hochreiter 2017).
/// </summary>
internal readonly struct Selu : IElementwiseFunction
{
    public static readonly ActivationMember Member = ActivationMember.Of<Selu>(Activation.Selu);

    private const double Lambda = 1.0507009873554804934193349852946;
    private const double Alpha = 1.6732632423543772848170429916717;

    public double Minimum => -Lambda * Alpha;

    public double Maximum => double.PositiveInfinity;

    public Initializer SuitedInitializer => Initializer.LeCunNormal;

    public IReadOnlyList<double> Kinks => [0];

    public Expression Infer(Expression z) => new NamedFunction(
        "Selu",
        [z],
        [new FunctionAttribute("alpha", new Scalar(Alpha)), new FunctionAttribute("gamma", new Scalar(Lambda))],
        (Lambda * Expression.Max(z, 0)) + (Lambda * Alpha * Expression.ExpMinusOne(Expression.Min(z, 0))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector.ConditionalSelect(
            Vector.GreaterThan(z, Vector<T>.Zero),
            VectorMath.Constant<T>(Lambda) * z,
            VectorMath.Constant<T>(Lambda * Alpha) * VectorMath.ExpMinusOne(Vector.Min(z, Vector<T>.Zero)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z, Vector<T> a)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector.ConditionalSelect(
            Vector.GreaterThan(z, Vector<T>.Zero),
            VectorMath.Constant<T>(Lambda),
            a + VectorMath.Constant<T>(Lambda * Alpha));
}
