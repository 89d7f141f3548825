using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Training.Settings;

using static PSBackprop.Numerics.VectorMath;

namespace PSBackprop.Training.Optimizers;

/// <summary>s ← s + g², w ← w − η g / (√s + ε) (Duchi, Hazan, Singer 2011).</summary>
internal sealed class AdaGrad(double epsilon) : Optimizer
{
    private static readonly Setting<double> s_epsilon = OptimizerSettings.Epsilon(1e-10);

    public static readonly OptimizerMember Member = new StepwiseOptimizer(
        OptimizerKind.AdaGrad,
        learningRate: 0.01,
        [s_epsilon],
        static options => new AdaGrad(s_epsilon.In(options)));

    public override int MemoryCount => 1;

    public override void Update<T>(OptimizerState<T> state, double learningRate, double decay) =>
        ParameterUpdate.Run(new Step<T>(learningRate, epsilon), state, decay);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"AdaGrad, ε {epsilon}");

    private readonly struct Step<T>(double learningRate, double epsilon) : IParameterStep<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _rate = Constant<T>(learningRate);
        private readonly Vector<T> _epsilon = Constant<T>(epsilon);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ref Vector<T> w, Vector<T> g, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
        {
            first += g * g;
            w -= _rate * g / (Vector.SquareRoot(first) + _epsilon);
        }
    }
}
