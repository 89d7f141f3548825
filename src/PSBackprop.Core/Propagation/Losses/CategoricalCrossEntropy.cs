namespace PSBackprop.Propagation.Losses;

/// <summary>
/// E = −Σ t ln a with a = softmax(z); together with the softmax ∂E/∂z_j = a_j Σ_k t_k − t_j, which is a − t where the
/// targets of a row add up to 1 (Bridle 1990; Bishop 1995, section 6.9).
/// </summary>
internal sealed class CategoricalCrossEntropy : LossFunction
{
    public override Activation? FusedWith => Activation.Softmax;

    // From z, Σ t_j (ln Σ_k e^z_k − z_j): exact where a has rounded to 0.
    public override double Sum<T>(ReadOnlySpan<T> netInput, ReadOnlySpan<T> output, ReadOnlySpan<T> target, int outputs)
    {
        double sum = 0;
        for (int start = 0; start < netInput.Length; start += outputs)
        {
            ReadOnlySpan<T> z = netInput.Slice(start, outputs);
            double largest = double.NegativeInfinity;
            foreach (T value in z)
            {
                largest = Math.Max(largest, double.CreateTruncating(value));
            }

            double exponentials = 0;
            foreach (T value in z)
            {
                exponentials += Math.Exp(double.CreateTruncating(value) - largest);
            }

            double logarithm = largest + Math.Log(exponentials);
            for (int j = 0; j < outputs; j++)
            {
                sum += double.CreateTruncating(target[start + j]) * (logarithm - double.CreateTruncating(z[j]));
            }
        }

        return sum;
    }

    public override void Gradient<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target, T factor, Span<T> delta, int outputs)
    {
        for (int start = 0; start < delta.Length; start += outputs)
        {
            T total = T.Zero;
            foreach (T value in target.Slice(start, outputs))
            {
                total += value;
            }

            for (int j = start; j < start + outputs; j++)
            {
                delta[j] = factor * ((output[j] * total) - target[j]);
            }
        }
    }
}
