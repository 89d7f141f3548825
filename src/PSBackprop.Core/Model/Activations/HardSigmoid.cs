using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Inference;
using PSBackprop.Numerics;

namespace PSBackprop.Activations;

/// <summary>f(z) = min(1, max(0, z/6 + ½)), f′ = 1/6 within (−3, 3) and 0 elsewhere (Howard et al. 2019; PyTorch hardsigmoid).</summary>
internal readonly struct HardSigmoid : IElementwiseFunction
{
    public static readonly ActivationMember Member = ActivationMember.Of<HardSigmoid>(Activation.HardSigmoid);

    public double Minimum => 0;

    public double Maximum => 1;

    public IReadOnlyList<double> Kinks => [-3, 3];

    public Expression Infer(Expression z) => new NamedFunction(
        "HardSigmoid",
        [z],
        [new FunctionAttribute("alpha", new Scalar(1.0 / 6)), new FunctionAttribute("beta", new Scalar(0.5))],
        Expression.Min(1, Expression.Max(0, (z + 3) / 6)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> => 
        Vector.Min(Vector<T>.One, Vector.Max(Vector<T>.Zero, (z + VectorMath.Constant<T>(3)) / VectorMath.Constant<T>(6)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z, Vector<T> a)
        where T : unmanaged, IFloatingPointIeee754<T> => 
        Vector.ConditionalSelect(
            Vector.LessThan(Vector.Abs(z), VectorMath.Constant<T>(3)),
            VectorMath.Constant<T>(1.0 / 6),
            Vector<T>.Zero);
}
