using System.Numerics;

using PSBackprop.Numerics;

namespace PSBackprop.Core.Tests;

/// <summary>The vector functions against the runtime's scalar ones, in units in the last place of the result.</summary>
public sealed class VectorMathTests
{
    private static readonly double[] s_points =
    [
        .. Enumerable.Range(-4000, 8001).Select(i => i * 0.005),
        .. Enumerable.Range(-320, 341).SelectMany(i => new[] { Math.Pow(10, i / 20.0), -Math.Pow(10, i / 20.0) }),
        -745, -708, -100, 100, 700, 0.625, -0.625, 0, 1e-300,
    ];

    [Theory]
    [InlineData("exp", 2)]
    [InlineData("tanh", 4)]
    [InlineData("sigmoid", 4)]
    [InlineData("exp minus one", 6)]
    public void A_function_is_exact_to_a_few_units_in_the_last_place(string name, int units)
    {
        foreach (double x in s_points.Where(x => Math.Abs(x) < 700))
        {
            var (vector, scalar) = Function<double>(name);
            RequireClose(scalar(x), vector(new Vector<double>(x))[0], units, double.BitIncrement, x);
        }

        foreach (double x in s_points.Where(x => Math.Abs(x) < 80))
        {
            var (vector, _) = Function<float>(name);
            var (_, scalar) = Function<double>(name);
            float single = (float)x;
            RequireClose((float)scalar(single), vector(new Vector<float>(single))[0], units, float.BitIncrement, single);
        }
    }

    [Theory]
    [InlineData("exp", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("exp", double.NegativeInfinity, 0)]
    [InlineData("exp", double.NaN, double.NaN)]
    [InlineData("exp", 1e4, double.PositiveInfinity)]
    [InlineData("exp", -1e4, 0)]
    [InlineData("tanh", 1e4, 1)]
    [InlineData("tanh", -1e4, -1)]
    [InlineData("tanh", double.NaN, double.NaN)]
    [InlineData("sigmoid", 1e4, 1)]
    [InlineData("sigmoid", -1e4, 0)]
    public void The_ends_of_the_range_are_safe(string name, double x, double expected)
    {
        Assert.Equal(expected, Function<double>(name).Vector(new Vector<double>(x))[0]);
        Assert.Equal((float)expected, Function<float>(name).Vector(new Vector<float>((float)x))[0]);
    }

    private static (Func<Vector<T>, Vector<T>> Vector, Func<double, double> Scalar) Function<T>(string name)
        where T : unmanaged, IFloatingPointIeee754<T> => name switch
        {
            "exp" => (VectorMath.Exp, Math.Exp),
            "tanh" => (VectorMath.Tanh, Math.Tanh),
            "sigmoid" => (VectorMath.Sigmoid, x => 1 / (1 + Math.Exp(-x))),
            _ => (x => VectorMath.ExpMinusOne(-Vector.Abs(x)), x => -2 * Math.Sinh(Math.Abs(x) / 2) * Math.Exp(-Math.Abs(x) / 2)),
        };

    private static void RequireClose<T>(T expected, T actual, int units, Func<T, T> next, double x)
        where T : IFloatingPointIeee754<T>
    {
        T unit = next(T.Abs(expected)) - T.Abs(expected);
        Assert.True(T.Abs(expected - actual) <= unit * T.CreateChecked(units), $"at {x:R}: expected {expected}, got {actual}");
    }
}
