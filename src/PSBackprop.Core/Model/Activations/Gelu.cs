using System.Numerics;
using System.Runtime.CompilerServices;

using MathNet.Numerics;

using PSBackprop.Numerics;

namespace PSBackprop.Activations;

/// <summary>f(z) = z Φ(z), f′ = Φ(z) + z φ(z), with the standard normal distribution and density (Hendrycks, Gimpel 2016).</summary>
internal readonly struct Gelu : IElementwiseFunction
{
    public double Minimum => -0.16997120747990369;

    public double Maximum => double.PositiveInfinity;

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

    // Φ(z) = ½ erfc(−z / √2), which keeps its relative accuracy in the lower tail.
    private static Vector<T> Distribution<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        VectorMath.Map(z, static x => T.CreateTruncating(0.5 * SpecialFunctions.Erfc(-double.CreateTruncating(x) * 0.70710678118654752440)));
}
