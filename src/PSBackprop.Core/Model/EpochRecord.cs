namespace PSBackprop;

/// <summary>What one epoch came to.</summary>
public sealed class EpochRecord
{
    internal EpochRecord(int epoch, double loss, double learningRate, IReadOnlyDictionary<string, double> metric)
    {
        Epoch = epoch;
        Loss = loss;
        LearningRate = learningRate;
        Metric = metric;
    }

    /// <summary>The epoch, counted from 1 over the network's whole life.</summary>
    public int Epoch { get; }

    /// <summary>The training loss in the forward passes, before each batch's update, regularization included.</summary>
    public double Loss { get; }

    /// <summary>The learning rate of the epoch.</summary>
    public double LearningRate { get; }

    /// <summary>The metrics asked for, by name.</summary>
    public IReadOnlyDictionary<string, double> Metric { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        Metric.Aggregate($"Epoch {Epoch}: Loss {Loss:G6}", (text, metric) => $"{text}, {metric.Key} {metric.Value:G6}");
}
