using System.Collections.ObjectModel;

namespace PSBackprop;

/// <summary>What one epoch came to.</summary>
public sealed class EpochRecord
{
    internal EpochRecord(int epoch, double loss, double learningRate, IReadOnlyDictionary<string, double> metric, double gradientNorm)
    {
        Epoch = epoch;
        Loss = loss;
        LearningRate = learningRate;
        Metric = metric;
        GradientNorm = gradientNorm;
    }

    /// <summary>The history that the record is part of; null before it is in one.</summary>
    internal EpochHistory? History { get; set; }

    internal static IReadOnlyDictionary<string, double> NoMetric { get; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>The epoch, counted from 1 over the network's whole life.</summary>
    public int Epoch { get; }

    /// <summary>The training loss in the forward passes, before each batch's update, regularization included.</summary>
    public double Loss { get; }

    /// <summary>The learning rate of the epoch's last step.</summary>
    public double LearningRate { get; }

    /// <summary>The length of the loss's gradient at the epoch's last step.</summary>
    public double GradientNorm { get; }

    /// <summary>The metrics asked for, by name, on the training data.</summary>
    public IReadOnlyDictionary<string, double> Metric { get; }

    /// <summary>The loss on the validation data after the epoch, without regularization; null without such data.</summary>
    public double? ValidationLoss { get; internal init; }

    /// <summary>The metrics asked for, by name, on the validation data.</summary>
    public IReadOnlyDictionary<string, double> ValidationMetric { get; internal init; } = NoMetric;

    /// <inheritdoc/>
    public override string ToString()
    {
        string training = Text($"Epoch {Epoch}: Loss {Loss:G6}", Metric);
        return ValidationLoss is { } loss ? Text($"{training}; validation Loss {loss:G6}", ValidationMetric) : training;
    }

    /// <summary>The same record for another history.</summary>
    internal EpochRecord For(EpochHistory history)
    {
        var copy = (EpochRecord)MemberwiseClone();
        copy.History = history;
        return copy;
    }

    private static string Text(string start, IReadOnlyDictionary<string, double> metrics) =>
        metrics.Aggregate(start, (text, metric) => $"{text}, {metric.Key} {metric.Value:G6}");
}
