using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Training.Settings;

using static PSBackprop.Numerics.VectorMath;

namespace PSBackprop.Training.Optimizers;

/// <summary>
/// m ← β₁ m + (1 − β₁) g, v ← v − (1 − β₂) sign(v − g²) g², w ← w − η m / (√v + ε) (Zaheer, Reddi, Sachan, Kale, Kumar 2018,
/// algorithm 2).
/// </summary>
internal sealed class Yogi(double beta1, double beta2, double epsilon) : Optimizer
{
    private static readonly Setting<double> s_beta1 = OptimizerSettings.Beta1(0.9);
    private static readonly Setting<double> s_beta2 = OptimizerSettings.Beta2(0.999);
    private static readonly Setting<double> s_epsilon = OptimizerSettings.Epsilon(1e-3);

    public static readonly OptimizerMember Member = new StepwiseOptimizer(
        OptimizerKind.Yogi,
        learningRate: 0.01,
        [s_beta1, s_beta2, s_epsilon],
        static options => new Yogi(s_beta1.In(options), s_beta2.In(options), s_epsilon.In(options)));

    public override int MemoryCount => 2;

    public override void Update<T>(OptimizerState<T> state, double learningRate, double decay) =>
        ParameterUpdate.Run(new Step<T>(beta1, beta2, epsilon, learningRate), state, decay);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Yogi, β₁ {beta1}, β₂ {beta2}, ε {epsilon}");

    private readonly struct Step<T>(double beta1, double beta2, double epsilon, double rate) : IParameterStep<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _decay1 = Constant<T>(beta1);
        private readonly Vector<T> _rest1 = Constant<T>(1 - beta1);
        private readonly Vector<T> _rest2 = Constant<T>(1 - beta2);
        private readonly Vector<T> _epsilon = Constant<T>(epsilon);
        private readonly Vector<T> _rate = Constant<T>(rate);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ref Vector<T> w, Vector<T> g, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
        {
            Vector<T> square = g * g;
            Vector<T> change = _rest2 * square;
            first = (_decay1 * first) + (_rest1 * g);
            second += Vector.ConditionalSelect(Vector.GreaterThan(second, square), -change, change);
            w -= _rate * first / (Vector.SquareRoot(second) + _epsilon);
        }
    }
}
