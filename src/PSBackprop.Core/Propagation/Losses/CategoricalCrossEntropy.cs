namespace PSBackprop.Propagation.Losses;

/// <summary>
/// E = −Σ t ln a with a = softmax(z); together with the softmax ∂E/∂z_j = a_j Σ_k t_k − t_j, which is a − t where the
/// targets of a row add up to 1 (Bridle 1990; Bishop 1995, section 6.9). Label smoothing s takes (1 − s) t + s / outputs
/// for t (Szegedy et al. 2016).
/// </summary>
internal sealed class CategoricalCrossEntropy(double labelSmoothing) : LossFunction
{
    public override Activation? FusedWith => Activation.Softmax;

    public override TargetDomain Domain => TargetDomain.Probability;

    // From z, Σ t_j (ln Σ_k e^z_k − z_j): exact where a has rounded to 0.
    public override double Sum<T>(ReadOnlySpan<T> netInput, ReadOnlySpan<T> output, ReadOnlySpan<T> target, ReadOnlySpan<T> weights, int outputs)
    {
        double sum = 0;
        for (int start = 0; start < netInput.Length; start += outputs)
        {
            ReadOnlySpan<T> z = netInput.Slice(start, outputs);
            double logarithm = Activations.Softmax.LogSumExp(z);
            double loss = 0;
            for (int j = 0; j < outputs; j++)
            {
                loss += Smoothed(double.CreateTruncating(target[start + j]), outputs) * (logarithm - double.CreateTruncating(z[j]));
            }

            sum += loss * Weight(weights, start / outputs);
        }

        return sum;
    }

    public override void Gradient<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target, T factor, Span<T> delta, int outputs)
    {
        for (int start = 0; start < delta.Length; start += outputs)
        {
            T total = T.Zero;
            for (int j = start; j < start + outputs; j++)
            {
                delta[j] = T.CreateTruncating(Smoothed(double.CreateTruncating(target[j]), outputs));
                total += delta[j];
            }

            for (int j = start; j < start + outputs; j++)
            {
                delta[j] = factor * ((output[j] * total) - delta[j]);
            }
        }
    }

    private double Smoothed(double target, int outputs) => ((1 - labelSmoothing) * target) + (labelSmoothing / outputs);
}
