using System.Numerics;

using PSBackprop.Numerics;

namespace PSBackprop.Activations;

/// <summary>
/// a_j = e^z_j / Σ_k e^z_k over the units of a row (Bridle 1990); ∂E/∂z_j = a_j (∂E/∂a_j − Σ_k a_k ∂E/∂a_k).
/// </summary>
internal sealed class Softmax : ActivationFunction
{
    public override double Minimum => 0;

    public override double Maximum => 1;

    public override bool IsElementwise => false;

    public override void Apply<T>(ReadOnlySpan<T> netInput, Span<T> output, int units)
    {
        for (int start = 0; start < output.Length; start += units)
        {
            ReadOnlySpan<T> z = netInput.Slice(start, units);
            Span<T> a = output.Slice(start, units);
            Elementwise.Apply(new ShiftedExponential<T>(Largest(z)), z, a);
            T sum = T.Zero;
            foreach (T exponential in a)
            {
                sum += exponential;
            }

            Elementwise.Apply(new Division<T>(sum), a, a);
        }
    }

    public override void Differentiate<T>(ReadOnlySpan<T> netInput, ReadOnlySpan<T> output, Span<T> delta, int units)
    {
        for (int start = 0; start < output.Length; start += units)
        {
            ReadOnlySpan<T> a = output.Slice(start, units);
            Span<T> row = delta.Slice(start, units);
            T mean = T.Zero;
            for (int j = 0; j < units; j++)
            {
                mean += a[j] * row[j];
            }

            for (int j = 0; j < units; j++)
            {
                row[j] = a[j] * (row[j] - mean);
            }
        }
    }

    /// <summary>ln Σ_k e^z_k of one row, in double precision and without overflow.</summary>
    public static double LogSumExp<T>(ReadOnlySpan<T> z)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double largest = double.CreateTruncating(Largest(z));
        double sum = 0;
        foreach (T value in z)
        {
            sum += Math.Exp(double.CreateTruncating(value) - largest);
        }

        return largest + Math.Log(sum);
    }

    private static T Largest<T>(ReadOnlySpan<T> z)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T largest = z[0];
        foreach (T value in z)
        {
            largest = T.Max(largest, value);
        }

        return largest;
    }

    // Subtracting the largest net input leaves the quotients as they are and keeps e^z from overflowing.
    private readonly struct ShiftedExponential<T>(T largest) : IUnaryOperation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public Vector<T> Invoke(Vector<T> x) => VectorMath.Exp(x - new Vector<T>(largest));
    }

    private readonly struct Division<T>(T divisor) : IUnaryOperation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public Vector<T> Invoke(Vector<T> x) => x / new Vector<T>(divisor);
    }
}
