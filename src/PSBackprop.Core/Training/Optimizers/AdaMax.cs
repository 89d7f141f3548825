using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

using static PSBackprop.Numerics.VectorMath;

namespace PSBackprop.Training.Optimizers;

/// <summary>
/// m ← β₁ m + (1 − β₁) g, u ← max(β₂ u, |g| + ε), w ← w − η / (1 − β₁ᵗ) · m / u (Kingma, Ba 2015, algorithm 2; ε as in
/// PyTorch).
/// </summary>
internal sealed class AdaMax(double beta1, double beta2, double epsilon) : Optimizer
{
    public override double DefaultLearningRate => 0.002;

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
