namespace PSBackprop;

/// <summary>How good a network is on labelled data.</summary>
public abstract class Evaluation
{
    private protected Evaluation(int samples, double loss)
    {
        Samples = samples;
        Loss = loss;
    }

    /// <summary>The number of samples.</summary>
    public int Samples { get; }

    /// <summary>The network's loss on them, without regularization.</summary>
    public double Loss { get; }

    /// <summary>The metrics that stand for the whole, by name, the most telling first.</summary>
    internal abstract IReadOnlyList<(string Name, double? Value)> Figures { get; }
}
