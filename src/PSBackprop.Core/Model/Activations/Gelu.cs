using System.Numerics;
using System.Runtime.CompilerServices;

using MathNet.Numerics;

using PSBackprop.Inference;
using PSBackprop.Numerics;

namespace PSBackprop.Activations;

/// <summary>f(z) = z Φ(z), f′ = Φ(z) + z φ(z), with the standard normal distribution and density (Hendrycks, Gimpel 2016).</summary>
internal readonly struct Gelu : IElementwiseFunction
{
    public static readonly ActivationMember Member = ActivationMember.Of<Gelu>(Activation.Gelu);

    public double Minimum => -0.16997120747990369;

    public double Maximum => double.PositiveInfinity;

    public Initializer SuitedInitializer => Initializer.HeUniform;

    public Expression Infer(Expression z)
    {
        Expression distance = Expression.Abs(z);
        return new NamedFunction(
            "Gelu",
            [z],
            [new FunctionAttribute("approximate", "none")],
            Expression.Max(z, 0) - (distance * LowerTail(distance)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Value<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector.ConditionalSelect(
            Vector.LessThan(z, VectorMath.Constant<T>(-40)), Vector<T>.Zero, z * Distribution(z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z, Vector<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Far out the density is zero, and z² must not overflow on the way there.
        Vector<T> near = Vector.Max(Vector.Min(z, VectorMath.Constant<T>(40)), VectorMath.Constant<T>(-40));
        Vector<T> density = VectorMath.Exp(near * near * VectorMath.Constant<T>(-0.5)) * VectorMath.Constant<T>(0.39894228040143267794);
        return Distribution(z) + (near * density);
    }

    // Φ(−a) = ½ erfc(x) with x = a / √2, by the trapezoidal rule at the middles of steps of h = ½, with what the pole of the
    // integrand adds: ½ erfc(x) = h x e^−x² / π · Σ e^−t² / (t² + x²) + 1 / (1 + e^(2π x / h)), t = (k + ½) h. What is left out
    // is below e^(−π² / h²) = 7e-18 (Hunter, Regan 1972, Mathematics of Computation 26, 539–541).
    private static Expression LowerTail(Expression a)
    {
        const double step = 0.5;
        const int terms = 13;
        Expression x = a * Math.Sqrt(0.5);
        Expression square = x * x;
        Expression sum = Term(0);
        for (int k = 1; k < terms; k++)
        {
            sum += Term(k);
        }

        return (step / Math.PI * x * Expression.Exp(-square) * sum) + (1 / (1 + Expression.Exp(2 * Math.PI / step * x)));

        Expression Term(int k)
        {
            double t = (k + 0.5) * step;
            return Math.Exp(-t * t) / (square + (t * t));
        }
    }

    // Φ(z) = ½ erfc(−z / √2), which keeps its relative accuracy in the lower tail.
    private static Vector<T> Distribution<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        VectorMath.Map(z, static x => T.CreateTruncating(0.5 * SpecialFunctions.Erfc(-double.CreateTruncating(x) * 0.70710678118654752440)));
}
