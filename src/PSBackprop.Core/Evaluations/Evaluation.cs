using PSBackprop.Evaluations.Metrics;

namespace PSBackprop;

/// <summary>How good a network is on labelled data.</summary>
public abstract class Evaluation
{
    private readonly Dictionary<EvaluationMetric, double?> _values;

    /// <param name="task">What the network is for.</param>
    /// <param name="samples">The number of samples.</param>
    /// <param name="hasPositiveClass">Whether one of two classes is looked for.</param>
    /// <param name="inputs">What there is to compute metrics from; null for what there is not. None of it is kept.</param>
    private protected Evaluation(NetworkTask task, int samples, bool hasPositiveClass, params IMetricInput?[] inputs)
    {
        Samples = samples;
        _values = EvaluationMetricFamily.Of(task).ToDictionary(static metric => metric, metric => metric.Of(inputs));
        Metrics = [.. EvaluationMetricFamily.Of(task).Where(metric => metric == metric.For(hasPositiveClass))];
    }

    /// <summary>The number of samples.</summary>
    public int Samples { get; }

    /// <summary>The network's loss on them, without regularization.</summary>
    public double Loss => Value(LossMetric.Member);

    /// <summary>The metrics that stand for the whole, the most telling first.</summary>
    internal IReadOnlyList<EvaluationMetric> Metrics { get; }

    /// <summary>The value of a metric; null where it is not defined.</summary>
    internal double? ValueOrNull(EvaluationMetric metric) => _values[metric];

    private protected double Value(EvaluationMetric metric) => _values[metric]!.Value;
}
