namespace PSBackprop;

/// <summary>How the last training of a network went.</summary>
public sealed class TrainingSummary
{
    internal TrainingSummary(
        StopReason stopReason,
        int epochs,
        double? loss,
        TimeSpan duration,
        int samples,
        string optimizer,
        Loss lossFunction,
        int seed,
        IReadOnlyList<string> findings)
    {
        StopReason = stopReason;
        Epochs = epochs;
        Loss = loss;
        Duration = duration;
        Samples = samples;
        Optimizer = optimizer;
        LossFunction = lossFunction;
        Seed = seed;
        Findings = FixedList.Of(findings);
    }

    /// <summary>Why it ended.</summary>
    public StopReason StopReason { get; }

    /// <summary>How many epochs were finished.</summary>
    public int Epochs { get; }

    /// <summary>
    /// The loss of the last finished epoch, of its samples as the weights were when each came; null if none was finished. It is not that of
    /// weights that the training averaged or brought back: <c>Measure-Network</c> tells that.
    /// </summary>
    public double? Loss { get; }

    /// <summary>The epoch whose weights the network has, where validation chose it; else null, as for members, each of which has its own.</summary>
    public int? BestEpoch { get; internal init; }

    /// <summary>The length of the loss's gradient at the last step; null if none was finished.</summary>
    public double? GradientNorm { get; internal init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The number of samples trained on.</summary>
    public int Samples { get; }

    /// <summary>The number of samples that were kept or given for validation; null for none.</summary>
    public int? ValidationSamples { get; internal init; }

    /// <summary>The optimizer with its settings.</summary>
    public string Optimizer { get; }

    /// <summary>The loss that was minimised.</summary>
    public Loss LossFunction { get; }

    /// <summary>The seed of the order of samples.</summary>
    public int Seed { get; }

    /// <summary>What looked wrong, each with its remedy.</summary>
    public IReadOnlyList<string> Findings { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{StopReason} after {Epochs} epochs, loss {Loss:G6}";
}
