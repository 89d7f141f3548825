using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Training.Settings;

using static PSBackprop.Numerics.VectorMath;

namespace PSBackprop.Training.Optimizers;

/// <summary>w ← w − η sign(β₁ m + (1 − β₁) g), then m ← β₂ m + (1 − β₂) g (Chen et al. 2023, algorithm 2).</summary>
internal sealed class Lion(double beta1, double beta2) : Optimizer
{
    private static readonly Setting<double> s_beta1 = OptimizerSettings.Beta1(0.9) with { Meaning = "the weight of the momentum in the step" };
    private static readonly Setting<double> s_beta2 = OptimizerSettings.Beta2(0.99) with { Meaning = "the decay rate of the momentum" };

    public static readonly OptimizerMember Member = new StepwiseOptimizer(
        OptimizerKind.Lion,
        learningRate: 0.0001,
        [s_beta1, s_beta2],
        static options => new Lion(s_beta1.In(options), s_beta2.In(options)));

    public override int MemoryCount => 1;

    public override void Update<T>(OptimizerState<T> state, double learningRate, double decay) =>
        ParameterUpdate.Run(new Step<T>(learningRate, beta1, beta2), state, decay);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Lion, β₁ {beta1}, β₂ {beta2}");

    private readonly struct Step<T>(double learningRate, double beta1, double beta2) : IParameterStep<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _rate = Constant<T>(learningRate);
        private readonly Vector<T> _decay1 = Constant<T>(beta1);
        private readonly Vector<T> _rest1 = Constant<T>(1 - beta1);
        private readonly Vector<T> _decay2 = Constant<T>(beta2);
        private readonly Vector<T> _rest2 = Constant<T>(1 - beta2);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ref Vector<T> w, Vector<T> g, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
        {
            Vector<T> direction = (_decay1 * first) + (_rest1 * g);
            Vector<T> positive = Vector.ConditionalSelect(Vector.GreaterThan(direction, Vector<T>.Zero), _rate, Vector<T>.Zero);
            Vector<T> negative = Vector.ConditionalSelect(Vector.LessThan(direction, Vector<T>.Zero), _rate, Vector<T>.Zero);
            w += negative - positive;
            first = (_decay2 * first) + (_rest2 * g);
        }
    }
}
