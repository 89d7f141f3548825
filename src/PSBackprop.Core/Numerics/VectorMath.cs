using System.Numerics;
using System.Runtime.CompilerServices;

namespace PSBackprop.Numerics;

/// <summary>
/// Elementary functions on vectors. Each lane is computed by the same sequence of roundings whatever the vector
/// width, so a value does not depend on where in a span it stands nor on the processor's vector length.
/// </summary>
internal static class VectorMath
{
    /// <summary>A vector with <paramref name="value"/>, rounded to the precision, in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Constant<T>(double value)
        where T : unmanaged, IFloatingPointIeee754<T> => new(T.CreateTruncating(value));

    /// <summary>e^x to about one unit in the last place; zero below the smallest normal result, infinity above the largest.</summary>
    /// <remarks>
    /// Argument reduction x = n·ln 2 + r in two steps and a rational (double) or polynomial (single) approximation on
    /// [−½ ln 2, ½ ln 2]. Coefficients: S. L. Moshier, Cephes Mathematical Library, exp and expf.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Exp<T>(Vector<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            return Vector.As<float, T>(Exp(Vector.As<T, float>(x)));
        }

        return Vector.As<double, T>(Exp(Vector.As<T, double>(x)));
    }

    /// <summary>tanh x to about one unit in the last place.</summary>
    /// <remarks>
    /// Below 0.625 in magnitude a rational (double) or polynomial (single) approximation, above it 1 − 2 / (e^2|x| + 1).
    /// Coefficients: S. L. Moshier, Cephes Mathematical Library, tanh and tanhf.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Tanh<T>(Vector<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> magnitude = Vector.Abs(x);
        Vector<T> large = Vector<T>.One - (Constant<T>(2) / (Exp(magnitude + magnitude) + Vector<T>.One));
        large = Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), -large, large);
        Vector<T> square = x * x;
        Vector<T> correction = typeof(T) == typeof(float)
            ? Polynomial(square, -5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1)
            : Polynomial(square, -9.64399179425052238628e-1, -9.92877231001918586564e1, -1.61468768441708447952e3)
                / Polynomial(square, 1, 1.12811678491632931402e2, 2.23548839060100448583e3, 4.84406305325125486048e3);
        Vector<T> small = x + (x * square * correction);
        return Vector.ConditionalSelect(Vector.LessThan(magnitude, Constant<T>(0.625)), small, large);
    }

    /// <summary>The logistic function 1 / (1 + e^−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sigmoid<T>(Vector<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector<T>.One / (Vector<T>.One + Exp(-x));

    /// <summary>e^x − 1 for x ≤ 0, without cancellation near zero: 2 t / (1 − t) with t = tanh ½x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> ExpMinusOne<T>(Vector<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> half = Tanh(x * Constant<T>(0.5));
        return (half + half) / (Vector<T>.One - half);
    }

    /// <summary>Applies a scalar function lane by lane, for functions with no vector form here.</summary>
    public static Vector<T> Map<T>(Vector<T> x, Func<T, T> function)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> lanes = stackalloc T[Vector<T>.Count];
        x.CopyTo(lanes);
        foreach (ref T lane in lanes)
        {
            lane = function(lane);
        }

        return new Vector<T>(lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Exp(Vector<double> x)
    {
        // Adding 1.5 · 2^52 rounds to the nearest integer and leaves it in the low bits of the significand.
        var shifter = new Vector<double>(6755399441055744.0);
        Vector<double> n = Vector.Min((x * new Vector<double>(1.4426950408889634)) + shifter, new Vector<double>(6755399441055744.0 + 1023));
        n = Vector.Max(n, new Vector<double>(6755399441055744.0 - 1022));
        Vector<double> whole = n - shifter;
        Vector<double> r = x - (whole * new Vector<double>(6.93145751953125e-1)) - (whole * new Vector<double>(1.42860682030941723212e-6));
        Vector<double> square = r * r;
        Vector<double> numerator = r * Polynomial(square, 1.26177193074810590878e-4, 3.02994407707441961300e-2, 9.99999999999999999910e-1);
        Vector<double> denominator = Polynomial(square, 3.00198505138664455042e-6, 2.52448340349684104192e-3, 2.27265548208155028766e-1, 2.0);
        Vector<double> ratio = numerator / (denominator - numerator);
        Vector<double> mantissa = Vector<double>.One + (ratio + ratio);
        Vector<double> scale = Vector.AsVectorDouble(Vector.ShiftLeft(Vector.AsVectorInt64(n) + new Vector<long>(1023), 52));
        Vector<double> result = mantissa * scale;
        result = Vector.ConditionalSelect(Vector.GreaterThan(x, new Vector<double>(709.782712893384)), new Vector<double>(double.PositiveInfinity), result);
        result = Vector.ConditionalSelect(Vector.LessThan(x, new Vector<double>(-708.3964185322641)), Vector<double>.Zero, result);
        return Vector.ConditionalSelect(Vector.Equals(x, x), result, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Exp(Vector<float> x)
    {
        var shifter = new Vector<float>(12582912f);
        Vector<float> n = Vector.Min((x * new Vector<float>(1.44269504088896341f)) + shifter, new Vector<float>(12582912f + 127));
        n = Vector.Max(n, new Vector<float>(12582912f - 126));
        Vector<float> whole = n - shifter;
        Vector<float> r = x - (whole * new Vector<float>(0.693359375f)) - (whole * new Vector<float>(-2.12194440e-4f));
        Vector<float> mantissa = Polynomial(r, 1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1);
        mantissa = (mantissa * r * r) + r + Vector<float>.One;
        Vector<float> scale = Vector.AsVectorSingle(Vector.ShiftLeft(Vector.AsVectorInt32(n) + new Vector<int>(127), 23));
        Vector<float> result = mantissa * scale;
        result = Vector.ConditionalSelect(Vector.GreaterThan(x, new Vector<float>(88.72283f)), new Vector<float>(float.PositiveInfinity), result);
        result = Vector.ConditionalSelect(Vector.LessThan(x, new Vector<float>(-87.33654f)), Vector<float>.Zero, result);
        return Vector.ConditionalSelect(Vector.Equals(x, x), result, x);
    }

    // Horner's scheme, highest power first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Polynomial<T>(Vector<T> x, double c0, double c1, double c2)
        where T : unmanaged, IFloatingPointIeee754<T> => (((Constant<T>(c0) * x) + Constant<T>(c1)) * x) + Constant<T>(c2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Polynomial<T>(Vector<T> x, double c0, double c1, double c2, double c3)
        where T : unmanaged, IFloatingPointIeee754<T> => (Polynomial(x, c0, c1, c2) * x) + Constant<T>(c3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Polynomial<T>(Vector<T> x, double c0, double c1, double c2, double c3, double c4)
        where T : unmanaged, IFloatingPointIeee754<T> => (Polynomial(x, c0, c1, c2, c3) * x) + Constant<T>(c4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Polynomial<T>(Vector<T> x, double c0, double c1, double c2, double c3, double c4, double c5)
        where T : unmanaged, IFloatingPointIeee754<T> => (Polynomial(x, c0, c1, c2, c3, c4) * x) + Constant<T>(c5);
}
