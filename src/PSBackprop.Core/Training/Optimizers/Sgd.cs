using System.Globalization;

namespace PSBackprop.Training.Optimizers;

/// <summary>
/// w ← w − η g; with momentum v ← μ v + g, w ← w − η v (Polyak 1964); in Nesterov's form w ← w − η (g + μ v)
/// (Nesterov 1983; Sutskever et al. 2013). The velocity holds gradients, as in PyTorch, not steps.
/// </summary>
internal sealed class Sgd(double momentum, bool nesterov) : Optimizer
{
    public override int MemoryCount => momentum == 0 ? 0 : 1;

    public override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradient, T[][] memory, double learningRate, long step)
    {
        T rate = T.CreateTruncating(learningRate);
        if (momentum == 0)
        {
            for (int i = 0; i < parameters.Length; i++)
            {
                parameters[i] -= rate * gradient[i];
            }

            return;
        }

        T friction = T.CreateTruncating(momentum);
        Span<T> velocity = memory[0];
        for (int i = 0; i < parameters.Length; i++)
        {
            velocity[i] = (friction * velocity[i]) + gradient[i];
            parameters[i] -= rate * (nesterov ? gradient[i] + (friction * velocity[i]) : velocity[i]);
        }
    }

    public override string ToString() => momentum == 0
        ? "Sgd"
        : string.Create(CultureInfo.InvariantCulture, $"Sgd, {(nesterov ? "Nesterov " : string.Empty)}momentum {momentum}");
}
