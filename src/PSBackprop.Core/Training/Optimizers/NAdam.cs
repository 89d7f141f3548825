using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Training.Settings;

using static PSBackprop.Numerics.VectorMath;

namespace PSBackprop.Training.Optimizers;

/// <summary>
/// Adam's moments with Nesterov's look ahead: w ← w − η (μₜ₊₁ m / (1 − Π μ up to t + 1) + (1 − μₜ) g / (1 − Π μ up to t))
/// / (√v̂ + ε), with μₜ = β₁ (1 − ½ · 0.96^(0.004 t)) (Dozat 2016; the decay of μ as in PyTorch).
/// </summary>
internal sealed class NAdam(double beta1, double beta2, double epsilon) : Optimizer
{
    private static readonly Setting<double> s_beta1 = OptimizerSettings.Beta1(0.9);
    private static readonly Setting<double> s_beta2 = OptimizerSettings.Beta2(0.999);
    private static readonly Setting<double> s_epsilon = OptimizerSettings.Epsilon(1e-8);

    public static readonly OptimizerMember Member = new StepwiseOptimizer(
        OptimizerKind.NAdam,
        learningRate: 0.002,
        [s_beta1, s_beta2, s_epsilon],
        static options => new NAdam(s_beta1.In(options), s_beta2.In(options), s_epsilon.In(options)));

    public override int MemoryCount => 2;

    public override int ScalarCount => 1;

    public override void Update<T>(OptimizerState<T> state, double learningRate, double decay)
    {
        // The product of all μ so far; zero stands for none yet.
        double before = state.Scalars[0] == 0 ? 1 : state.Scalars[0];
        double momentum = Momentum(state.Step);
        double next = Momentum(state.Step + 1);
        double product = before * momentum;
        state.Scalars[0] = product;
        double correction = Math.Sqrt(1 - Math.Pow(beta2, state.Step));
        double gradientRate = learningRate * (1 - momentum) / (1 - product);
        double meanRate = learningRate * next / (1 - (product * next));
        ParameterUpdate.Run(new Step<T>(beta1, beta2, epsilon, gradientRate, meanRate, correction), state, decay);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"NAdam, β₁ {beta1}, β₂ {beta2}, ε {epsilon}");

    private double Momentum(long step) => beta1 * (1 - (0.5 * Math.Pow(0.96, 0.004 * step)));

    private readonly struct Step<T>(double beta1, double beta2, double epsilon, double gradientRate, double meanRate, double correction) : IParameterStep<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _decay1 = Constant<T>(beta1);
        private readonly Vector<T> _rest1 = Constant<T>(1 - beta1);
        private readonly Vector<T> _decay2 = Constant<T>(beta2);
        private readonly Vector<T> _rest2 = Constant<T>(1 - beta2);
        private readonly Vector<T> _epsilon = Constant<T>(epsilon);
        private readonly Vector<T> _gradientRate = Constant<T>(gradientRate);
        private readonly Vector<T> _meanRate = Constant<T>(meanRate);
        private readonly Vector<T> _correction = Constant<T>(correction);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ref Vector<T> w, Vector<T> g, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
        {
            first = (_decay1 * first) + (_rest1 * g);
            second = (_decay2 * second) + (_rest2 * g * g);
            w -= ((_gradientRate * g) + (_meanRate * first)) / ((Vector.SquareRoot(second) / _correction) + _epsilon);
        }
    }
}
