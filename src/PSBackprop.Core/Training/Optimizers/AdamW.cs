namespace PSBackprop.Training.Optimizers;

/// <summary>
/// <see cref="Adam"/> after w ← w (1 − η λ): weight decay apart from the gradient (Loshchilov, Hutter 2019, algorithm 2).
/// The decay itself is every optimizer's; this one has it unless told otherwise.
/// </summary>
internal sealed class AdamW(double beta1, double beta2, double epsilon, bool amsGrad) : Optimizer
{
    private readonly Adam _adam = new(beta1, beta2, epsilon, amsGrad);

    public override double DefaultLearningRate => _adam.DefaultLearningRate;

    public override double DefaultWeightDecay => 0.01;

    public override int MemoryCount => _adam.MemoryCount;

    public override void Update<T>(OptimizerState<T> state, double learningRate, double decay) => _adam.Update(state, learningRate, decay);

    public override string ToString() => $"{_adam}, decoupled decay";
}
