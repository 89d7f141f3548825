using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Training.Settings;

using static PSBackprop.Numerics.VectorMath;

namespace PSBackprop.Training.Optimizers;

/// <summary>
/// m ← β₁ m + (1 − β₁) g, u ← max(β₂ u, |g| + ε), w ← w − η / (1 − β₁ᵗ) · m / u (Kingma, Ba 2015, algorithm 2; ε as in
/// PyTorch).
/// </summary>
internal sealed class AdaMax(double beta1, double beta2, double epsilon) : Optimizer
{
    private static readonly Setting<double> s_beta1 = OptimizerSettings.Beta1(0.9);
    private static readonly Setting<double> s_beta2 = OptimizerSettings.Beta2(0.999) with { Meaning = "the decay rate of the largest gradient" };
    private static readonly Setting<double> s_epsilon = OptimizerSettings.Epsilon(1e-8);

    public static readonly OptimizerMember Member = new StepwiseOptimizer(
        OptimizerKind.AdaMax,
        learningRate: 0.002,
        [s_beta1, s_beta2, s_epsilon],
        static options => new AdaMax(s_beta1.In(options), s_beta2.In(options), s_epsilon.In(options)));

    public override int MemoryCount => 2;

    public override void Update<T>(OptimizerState<T> state, double learningRate, double decay) =>
        ParameterUpdate.Run(new Step<T>(learningRate / (1 - Math.Pow(beta1, state.Step)), beta1, beta2, epsilon), state, decay);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"AdaMax, β₁ {beta1}, β₂ {beta2}, ε {epsilon}");

    private readonly struct Step<T>(double rate, double beta1, double beta2, double epsilon) : IParameterStep<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _rate = Constant<T>(rate);
        private readonly Vector<T> _decay1 = Constant<T>(beta1);
        private readonly Vector<T> _rest1 = Constant<T>(1 - beta1);
        private readonly Vector<T> _decay2 = Constant<T>(beta2);
        private readonly Vector<T> _epsilon = Constant<T>(epsilon);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ref Vector<T> w, Vector<T> g, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
        {
            first = (_decay1 * first) + (_rest1 * g);
            second = Vector.Max(_decay2 * second, Vector.Abs(g) + _epsilon);
            w -= _rate * first / second;
        }
    }
}
