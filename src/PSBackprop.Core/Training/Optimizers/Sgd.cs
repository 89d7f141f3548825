using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Training.Settings;

using static PSBackprop.Numerics.VectorMath;

namespace PSBackprop.Training.Optimizers;

/// <summary>
/// w ← w − η g; with momentum v ← μ v + g, w ← w − η v (Polyak 1964); in Nesterov's form w ← w − η (g + μ v)
/// (Nesterov 1983; Sutskever et al. 2013). The velocity holds gradients, as in PyTorch, not steps.
/// </summary>
internal sealed class Sgd(double momentum, bool nesterov) : Optimizer
{
    private static readonly Setting<bool> s_nesterov = OptimizerSettings.Switch(
        nameof(TrainingOptions.Nesterov), static options => options.Nesterov, "Nesterov's form of momentum");

    public static readonly OptimizerMember Member = new StepwiseOptimizer(
        OptimizerKind.Sgd,
        learningRate: 0.1,
        [OptimizerSettings.Momentum, s_nesterov],
        static options => new Sgd(OptimizerSettings.Momentum.In(options), s_nesterov.In(options)));

    public override bool IsGradientStep => momentum == 0;

    public override int MemoryCount => momentum == 0 ? 0 : 1;

    public override void Update<T>(OptimizerState<T> state, double learningRate, double decay) =>
        ParameterUpdate.Run(new Step<T>(learningRate, momentum, nesterov), state, decay);

    public override string ToString() => momentum == 0
        ? "Sgd"
        : string.Create(CultureInfo.InvariantCulture, $"Sgd, {(nesterov ? "Nesterov " : string.Empty)}momentum {momentum}");

    private readonly struct Step<T>(double learningRate, double momentum, bool nesterov) : IParameterStep<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Vector<T> _rate = Constant<T>(learningRate);
        private readonly Vector<T> _friction = Constant<T>(momentum);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ref Vector<T> w, Vector<T> g, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
        {
            first = (_friction * first) + g;
            w -= _rate * (nesterov ? g + (_friction * first) : first);
        }
    }
}
