using PSBackprop.Training.Settings;

namespace PSBackprop.Training.Optimizers;

/// <summary>
/// <see cref="Adam"/> after w ← w (1 − η λ): weight decay apart from the gradient (Loshchilov, Hutter 2019, algorithm 2).
/// The decay itself is every optimizer's; this one has it unless told otherwise.
/// </summary>
internal sealed class AdamW(Adam adam) : Optimizer
{
    public static readonly OptimizerMember Member = new StepwiseOptimizer(
        OptimizerKind.AdamW,
        learningRate: 0.001,
        Adam.Settings,
        static options => new AdamW(Adam.Of(options)))
    {
        WeightDecay = OptimizerSettings.WeightDecay(0.01),
    };

    public override int MemoryCount => adam.MemoryCount;

    public override void Update<T>(OptimizerState<T> state, double learningRate, double decay) => adam.Update(state, learningRate, decay);

    public override string ToString() => $"{adam}, decoupled decay";
}
