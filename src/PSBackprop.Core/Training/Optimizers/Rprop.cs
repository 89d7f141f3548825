using System.Numerics;
using System.Runtime.CompilerServices;

using PSBackprop.Training.Settings;

using static PSBackprop.Numerics.VectorMath;

namespace PSBackprop.Training.Optimizers;

/// <summary>
/// Each parameter's step grows by 1.2 while its gradient keeps the sign and shrinks by 0.5 when it changes, within
/// [1e-6, 50]; w ← w − sign(g) step, and after a change of sign the gradient counts as zero once (Riedmiller, Braun 1993,
/// in PyTorch's form). The first step is the learning rate.
/// </summary>
internal sealed class Rprop() : Optimizer
{
    public static readonly OptimizerMember Member = new StepwiseOptimizer(
        OptimizerKind.Rprop,
        learningRate: 0.01,
        [],
        static options => new Rprop())
    {
        WantsFullBatch = true,
        HasSchedule = false,
    };

    public override int MemoryCount => 2;

    public override void Update<T>(OptimizerState<T> state, double learningRate, double decay)
    {
        if (state.Step == 1)
        {
            state.Memory[1].AsSpan().Fill(T.CreateTruncating(learningRate));
        }

        ParameterUpdate.Run(default(Step<T>), state, decay);
    }

    public override string ToString() => "Rprop";

    private readonly struct Step<T> : IParameterStep<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ref Vector<T> w, Vector<T> g, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
        {
            // The last gradient and the step.
            Vector<T> agreement = g * first;
            Vector<T> same = Vector.GreaterThan(agreement, Vector<T>.Zero);
            Vector<T> changed = Vector.LessThan(agreement, Vector<T>.Zero);
            Vector<T> factor = Vector.ConditionalSelect(same, Constant<T>(1.2), Vector.ConditionalSelect(changed, Constant<T>(0.5), Vector<T>.One));
            second = Vector.Min(Vector.Max(second * factor, Constant<T>(1e-6)), Constant<T>(50));
            g = Vector.ConditionalSelect(changed, Vector<T>.Zero, g);
            Vector<T> positive = Vector.ConditionalSelect(Vector.GreaterThan(g, Vector<T>.Zero), second, Vector<T>.Zero);
            Vector<T> negative = Vector.ConditionalSelect(Vector.LessThan(g, Vector<T>.Zero), second, Vector<T>.Zero);
            w += negative - positive;
            first = g;
        }
    }
}
