using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Inference;
using PSBackprop.Numerics;

namespace PSBackprop.Activations;

/// <summary>Runs an elementwise formula over a batch.</summary>
internal sealed class ElementwiseActivation<TFunction>(TFunction function) : ActivationFunction
    where TFunction : struct, IElementwiseFunction
{
    public override double Minimum => function.Minimum;

    public override double Maximum => function.Maximum;

    public override IReadOnlyList<double> Kinks => function.Kinks;

    public override bool CanDie => function.CanDie;

    public override double? Slope => function.Slope;

    public override Initializer SuitedInitializer => function.SuitedInitializer;

    public override ActivationInverse? Inverse => function.Inverse;

    public override Expression? Infer(Expression z) => function.Infer(z);

    public override void Apply<T>(ReadOnlySpan<T> netInput, Span<T> output, int units) =>
        Elementwise.Apply(new ValueOperation<T>(function), netInput, output);

    public override void Differentiate<T>(ReadOnlySpan<T> netInput, ReadOnlySpan<T> output, Span<T> delta, int units) =>
        Elementwise.Update(new DerivativeOperation<T>(function), netInput, output, delta);

    private readonly struct ValueOperation<T>(TFunction function) : IUnaryOperation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Invoke(Vector<T> x) => function.Value(x);
    }

    private readonly struct DerivativeOperation<T>(TFunction function) : ITernaryOperation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Invoke(Vector<T> x, Vector<T> y, Vector<T> z) => function.Derivative(x, y) * z;
    }
}
