using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Training.Settings;

using static PSBackprop.Numerics.VectorMath;

namespace PSBackprop.Training.Optimizers;

/// <summary>
/// m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − η m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ) and
/// v̂ = v / (1 − β₂ᵗ) (Kingma, Ba 2015, algorithm 1). AMSGrad has the largest v so far in place of v (Reddi, Kale,
/// Kumar 2018), taken before the correction as in PyTorch.
/// </summary>
internal sealed class Adam(double beta1, double beta2, double epsilon, bool amsGrad) : Optimizer
{
    private static readonly Setting<double> s_beta1 = OptimizerSettings.Beta1(0.9);
    private static readonly Setting<double> s_beta2 = OptimizerSettings.Beta2(0.999);
    private static readonly Setting<double> s_epsilon = OptimizerSettings.Epsilon(1e-8);
    private static readonly Setting<bool> s_amsGrad = OptimizerSettings.Switch(
        nameof(TrainingOptions.AmsGrad), static options => options.AmsGrad, "divides by the largest mean square so far");

    /// <summary>The settings that it has.</summary>
    public static IReadOnlyList<Setting> Settings { get; } = [s_beta1, s_beta2, s_epsilon, s_amsGrad];

    public static readonly OptimizerMember Member = new StepwiseOptimizer(OptimizerKind.Adam, learningRate: 0.001, Settings, Of);

    public override int MemoryCount => amsGrad ? 3 : 2;

    public override void Update<T>(OptimizerState<T> state, double learningRate, double decay)
    {
        double rate = learningRate / (1 - Math.Pow(beta1, state.Step));
        double correction = Math.Sqrt(1 - Math.Pow(beta2, state.Step));
        ParameterUpdate.Run(new Step<T>(beta1, beta2, epsilon, rate, correction, amsGrad), state, decay);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(amsGrad ? "AMSGrad" : "Adam")}, β₁ {beta1}, β₂ {beta2}, ε {epsilon}");

    /// <summary>Adam as a training's options say.</summary>
    public static Adam Of(TrainingOptions options) =>
        new(s_beta1.In(options), s_beta2.In(options), s_epsilon.In(options), s_amsGrad.In(options));

    private readonly struct Step<T>(double beta1, double beta2, double epsilon, double rate, double correction, bool maximal) : IParameterStep<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _decay1 = Constant<T>(beta1);
        private readonly Vector<T> _rest1 = Constant<T>(1 - beta1);
        private readonly Vector<T> _decay2 = Constant<T>(beta2);
        private readonly Vector<T> _rest2 = Constant<T>(1 - beta2);
        private readonly Vector<T> _epsilon = Constant<T>(epsilon);
        private readonly Vector<T> _rate = Constant<T>(rate);
        private readonly Vector<T> _correction = Constant<T>(correction);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ref Vector<T> w, Vector<T> g, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
        {
            first = (_decay1 * first) + (_rest1 * g);
            second = (_decay2 * second) + (_rest2 * g * g);
            Vector<T> square = second;
            if (maximal)
            {
                third = Vector.Max(third, second);
                square = third;
            }

            w -= _rate * first / ((Vector.SquareRoot(square) / _correction) + _epsilon);
        }
    }
}
