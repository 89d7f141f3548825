namespace PSBackprop.Propagation.Losses;

/// <summary>
/// E = Σ t ln(t / a) with a = softmax(z), the divergence of the outputs from the targets (Kullback, Leibler 1951): the
/// cross-entropy less the targets' own entropy, so its gradient is the cross-entropy's.
/// </summary>
internal sealed class KullbackLeibler : LossFunction
{
    public static readonly LossMember Member = new(Loss.KullbackLeibler, static _ => new KullbackLeibler());

    private readonly CategoricalCrossEntropy _crossEntropy = new(labelSmoothing: 0);

    public override Activation? FusedWith => _crossEntropy.FusedWith;

    public override TargetDomain Domain => _crossEntropy.Domain;

    public override bool IsPerUnit => false;

    public override double BestConstant(double[] targets, double[] weights, int outputs) => _crossEntropy.BestConstant(targets, weights, outputs);

    public override double NetInputOf(double output) => _crossEntropy.NetInputOf(output);

    public override double Sum<T>(ReadOnlySpan<T> netInput, ReadOnlySpan<T> output, ReadOnlySpan<T> target, ReadOnlySpan<T> weights, int outputs)
    {
        double entropy = 0;
        for (int i = 0; i < target.Length; i++)
        {
            double t = double.CreateTruncating(target[i]);
            entropy -= t > 0 ? t * Math.Log(t) * Weight(weights, i / outputs) : 0;
        }

        return _crossEntropy.Sum(netInput, output, target, weights, outputs) - entropy;
    }

    public override void Gradient<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target, T factor, Span<T> delta, int outputs) =>
        _crossEntropy.Gradient(output, target, factor, delta, outputs);
}
