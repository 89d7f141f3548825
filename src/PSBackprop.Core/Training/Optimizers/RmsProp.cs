using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Training.Settings;

using static PSBackprop.Numerics.VectorMath;

namespace PSBackprop.Training.Optimizers;

/// <summary>
/// s ← ρ s + (1 − ρ) g², w ← w − η g / (√s + ε) (Tieleman, Hinton 2012, lecture 6.5), ε outside the root. Centred: the
/// square of the mean gradient m ← ρ m + (1 − ρ) g is taken from s (Graves 2013). With momentum, v ← μ v + the quotient
/// and w ← w − η v.
/// </summary>
internal sealed class RmsProp(double rho, double epsilon, double momentum, bool centered) : Optimizer
{
    private static readonly Setting<double> s_rho = OptimizerSettings.Rho(0.99);
    private static readonly Setting<double> s_epsilon = OptimizerSettings.Epsilon(1e-8);
    private static readonly Setting<bool> s_centered = OptimizerSettings.Switch(
        nameof(TrainingOptions.Centered), static options => options.Centered, "takes the mean gradient into account");

    public static readonly OptimizerMember Member = new StepwiseOptimizer(
        OptimizerKind.RmsProp,
        learningRate: 0.01,
        [s_rho, s_epsilon, OptimizerSettings.Momentum, s_centered],
        static options => new RmsProp(
            s_rho.In(options), s_epsilon.In(options), OptimizerSettings.Momentum.In(options), s_centered.In(options)));

    public override int MemoryCount => centered ? 3 : momentum == 0 ? 1 : 2;

    public override void Update<T>(OptimizerState<T> state, double learningRate, double decay) =>
        ParameterUpdate.Run(new Step<T>(learningRate, rho, epsilon, momentum, centered), state, decay);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"RMSProp{(centered ? ", centred" : string.Empty)}, ρ {rho}, ε {epsilon}, momentum {momentum}");

    private readonly struct Step<T>(double learningRate, double rho, double epsilon, double momentum, bool centered) : IParameterStep<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _rate = Constant<T>(learningRate);
        private readonly Vector<T> _decay = Constant<T>(rho);
        private readonly Vector<T> _rest = Constant<T>(1 - rho);
        private readonly Vector<T> _epsilon = Constant<T>(epsilon);
        private readonly Vector<T> _friction = Constant<T>(momentum);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ref Vector<T> w, Vector<T> g, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
        {
            // The mean square, the velocity and the mean, in the order in which they are needed.
            first = (_decay * first) + (_rest * g * g);
            Vector<T> square = first;
            if (centered)
            {
                third = (_decay * third) + (_rest * g);
                square = Vector.Max(Vector<T>.Zero, first - (third * third));
            }

            second = (_friction * second) + (g / (Vector.SquareRoot(square) + _epsilon));
            w -= _rate * second;
        }
    }
}
