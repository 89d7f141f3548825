using System.Globalization;

namespace PSBackprop.Training.Optimizers;

/// <summary>
/// m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − η m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ) and
/// v̂ = v / (1 − β₂ᵗ) (Kingma, Ba 2015, algorithm 1).
/// </summary>
internal sealed class Adam(double beta1, double beta2, double epsilon) : Optimizer
{
    public override int MemoryCount => 2;

    public override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradient, T[][] memory, double learningRate, long step)
    {
        Span<T> mean = memory[0];
        Span<T> square = memory[1];
        T decay1 = T.CreateTruncating(beta1);
        T decay2 = T.CreateTruncating(beta2);
        T rest1 = T.CreateTruncating(1 - beta1);
        T rest2 = T.CreateTruncating(1 - beta2);
        T rate = T.CreateTruncating(learningRate / (1 - Math.Pow(beta1, step)));
        T correction = T.CreateTruncating(Math.Sqrt(1 - Math.Pow(beta2, step)));
        T smallest = T.CreateTruncating(epsilon);
        for (int i = 0; i < parameters.Length; i++)
        {
            T g = gradient[i];
            mean[i] = (decay1 * mean[i]) + (rest1 * g);
            square[i] = (decay2 * square[i]) + (rest2 * g * g);
            parameters[i] -= rate * mean[i] / ((T.Sqrt(square[i]) / correction) + smallest);
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Adam, β₁ {beta1}, β₂ {beta2}, ε {epsilon}");
}
