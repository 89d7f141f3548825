using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Inference;
using PSBackprop.Layers;
using PSBackprop.Numerics;

namespace PSBackprop.Activations;

/// <summary>f(z) = z above zero and slope · z elsewhere; f′ = 1 above and the slope elsewhere (Maas, Hannun, Ng 2013).</summary>
internal readonly struct LeakyReLU(double slope) : IElementwiseFunction
{
    private const double DefaultSlope = 0.01;

    public static readonly ActivationMember Member = new(
        Activation.LeakyReLU, static slope => new ElementwiseActivation<LeakyReLU>(new LeakyReLU(slope ?? DefaultSlope)));

    public double Minimum => double.NegativeInfinity;

    public double Maximum => double.PositiveInfinity;

    public double? Slope => slope;

    public Initializer SuitedInitializer => Initializer.HeUniform;

    public IReadOnlyList<double> Kinks => [0];

    public Expression Infer(Expression z)
    {
        var option = new Scalar(slope, nameof(LayerShape.Slope));
        return new NamedFunction(
            "LeakyRelu",
            [z],
            [new FunctionAttribute("alpha", option)],
            Expression.Max(z, 0) + (option * Expression.Min(z, 0)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector.ConditionalSelect(Vector.GreaterThan(z, Vector<T>.Zero), z, VectorMath.Constant<T>(slope) * z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z, Vector<T> a)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector.ConditionalSelect(Vector.GreaterThan(z, Vector<T>.Zero), Vector<T>.One, VectorMath.Constant<T>(slope));
}
