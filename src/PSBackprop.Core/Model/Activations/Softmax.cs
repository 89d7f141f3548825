using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Inference;
using PSBackprop.Numerics;

namespace PSBackprop.Activations;

/// <summary>
/// a_j = e^z_j / Σ_k e^z_k over the units of a row (Bridle 1990); ∂E/∂z_j = a_j (∂E/∂a_j − Σ_k a_k ∂E/∂a_k).
/// </summary>
internal sealed class Softmax : ActivationFunction
{
    public static readonly ActivationMember Member = new(Activation.Softmax, static _ => new Softmax());

    public override double Minimum => 0;

    public override double Maximum => 1;

    public override bool IsElementwise => false;

    public override bool IsDistribution => true;

    public override ActivationInverse Inverse => new Logarithm();

    public override Expression Infer(Expression z)
    {
        Expression exponential = Expression.Exp(z - Expression.RowMax(z));
        return new NamedFunction("Softmax", [z], [], exponential / Expression.RowSum(exponential));
    }

    // Subtracting the largest net input leaves the quotients as they are and keeps e^z from overflowing.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Apply<T>(ReadOnlySpan<T> netInput, Span<T> output, int units)
    {
        for (int start = 0; start < output.Length; start += units)
        {
            T largest = Reduction.Largest(netInput.Slice(start, units));
            for (int j = start; j < start + units; j++)
            {
                output[j] = netInput[j] - largest;
            }
        }

        Elementwise.Apply(default(Exponential<T>), output, output);
        for (int start = 0; start < output.Length; start += units)
        {
            Span<T> a = output.Slice(start, units);
            T sum = T.Zero;
            foreach (T exponential in a)
            {
                sum += exponential;
            }

            foreach (ref T exponential in a)
            {
                exponential /= sum;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    private readonly struct Exponential<T> : IUnaryOperation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Invoke(Vector<T> x) => VectorMath.Exp(x);
    }

    /// <summary>z = ln a, which is one of the net inputs that give a; dz/da = 1 / a.</summary>
    private sealed class Logarithm : ActivationInverse
    {
        public override T NetInput<T>(T output) => Log(output);

        public override T Slope<T>(T output) => LogSlope(output);

        public override Expression Infer(Expression output) => Log(output);
    }
}
