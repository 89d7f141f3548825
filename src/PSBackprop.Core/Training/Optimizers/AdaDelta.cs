using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Training.Settings;

using static PSBackprop.Numerics.VectorMath;

namespace PSBackprop.Training.Optimizers;

/// <summary>
/// s ← ρ s + (1 − ρ) g², Δ = g √(u + ε) / √(s + ε), u ← ρ u + (1 − ρ) Δ², w ← w − η Δ (Zeiler 2012, algorithm 1).
/// </summary>
internal sealed class AdaDelta(double rho, double epsilon) : Optimizer
{
    private static readonly Setting<double> s_rho = OptimizerSettings.Rho(0.9);
    private static readonly Setting<double> s_epsilon = OptimizerSettings.Epsilon(1e-6);

    public static readonly OptimizerMember Member = new StepwiseOptimizer(
        OptimizerKind.AdaDelta,
        learningRate: 1,
        [s_rho, s_epsilon],
        static options => new AdaDelta(s_rho.In(options), s_epsilon.In(options)));

    public override int MemoryCount => 2;

    public override void Update<T>(OptimizerState<T> state, double learningRate, double decay) =>
        ParameterUpdate.Run(new Step<T>(learningRate, rho, epsilon), state, decay);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"AdaDelta, ρ {rho}, ε {epsilon}");

    private readonly struct Step<T>(double learningRate, double rho, double epsilon) : IParameterStep<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _rate = Constant<T>(learningRate);
        private readonly Vector<T> _decay = Constant<T>(rho);
        private readonly Vector<T> _rest = Constant<T>(1 - rho);
        private readonly Vector<T> _epsilon = Constant<T>(epsilon);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ref Vector<T> w, Vector<T> g, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
        {
            first = (_decay * first) + (_rest * g * g);
            Vector<T> step = g * Vector.SquareRoot(second + _epsilon) / Vector.SquareRoot(first + _epsilon);
            second = (_decay * second) + (_rest * step * step);
            w -= _rate * step;
        }
    }
}
