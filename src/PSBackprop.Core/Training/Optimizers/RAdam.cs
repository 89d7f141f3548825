using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Training.Settings;

using static PSBackprop.Numerics.VectorMath;

namespace PSBackprop.Training.Optimizers;

/// <summary>
/// Adam whose adaptive step is rectified: with ρ∞ = 2 / (1 − β₂) − 1 and ρₜ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ),
/// w ← w − η r m̂ / (√v̂ + ε) where ρₜ > 5, r = √((ρₜ − 4)(ρₜ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρₜ)), and w ← w − η m̂ before
/// (Liu et al. 2020, algorithm 2; ε and the threshold as in PyTorch).
/// </summary>
internal sealed class RAdam(double beta1, double beta2, double epsilon) : Optimizer
{
    private static readonly Setting<double> s_beta1 = OptimizerSettings.Beta1(0.9);
    private static readonly Setting<double> s_beta2 = OptimizerSettings.Beta2(0.999);
    private static readonly Setting<double> s_epsilon = OptimizerSettings.Epsilon(1e-8);

    public static readonly OptimizerMember Member = new StepwiseOptimizer(
        OptimizerKind.RAdam,
        learningRate: 0.001,
        [s_beta1, s_beta2, s_epsilon],
        static options => new RAdam(s_beta1.In(options), s_beta2.In(options), s_epsilon.In(options)));

    public override int MemoryCount => 2;

    public override void Update<T>(OptimizerState<T> state, double learningRate, double decay)
    {
        double power = Math.Pow(beta2, state.Step);
        double limit = (2 / (1 - beta2)) - 1;
        double length = limit - (2 * state.Step * power / (1 - power));
        double rate = learningRate / (1 - Math.Pow(beta1, state.Step));
        bool adaptive = length > 5;
        if (adaptive)
        {
            rate *= Math.Sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length)) * Math.Sqrt(1 - power);
        }

        ParameterUpdate.Run(new Step<T>(beta1, beta2, epsilon, rate, adaptive), state, decay);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"RAdam, β₁ {beta1}, β₂ {beta2}, ε {epsilon}");

    private readonly struct Step<T>(double beta1, double beta2, double epsilon, double rate, bool adaptive) : IParameterStep<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _decay1 = Constant<T>(beta1);
        private readonly Vector<T> _rest1 = Constant<T>(1 - beta1);
        private readonly Vector<T> _decay2 = Constant<T>(beta2);
        private readonly Vector<T> _rest2 = Constant<T>(1 - beta2);
        private readonly Vector<T> _epsilon = Constant<T>(epsilon);
        private readonly Vector<T> _rate = Constant<T>(rate);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ref Vector<T> w, Vector<T> g, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
        {
            first = (_decay1 * first) + (_rest1 * g);
            second = (_decay2 * second) + (_rest2 * g * g);
            w -= adaptive ? _rate * first / (Vector.SquareRoot(second) + _epsilon) : _rate * first;
        }
    }
}
