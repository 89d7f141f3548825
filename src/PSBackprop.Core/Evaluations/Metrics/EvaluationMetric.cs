namespace PSBackprop.Evaluations.Metrics;

/// <summary>A metric that evaluations have.</summary>
/// <param name="name">Its name: that of the evaluation's property.</param>
/// <param name="higherIsBetter">Whether of two values the higher is the better one.</param>
internal abstract class EvaluationMetric(string name, bool higherIsBetter)
{
    public string Name { get; } = name;

    /// <summary>What networks are for whose evaluations have it.</summary>
    public abstract IReadOnlyList<NetworkTask> Tasks { get; }

    /// <summary>Whether evaluations of a network with this calibration have it; null is for one that has none, as after a training.</summary>
    public abstract bool IsGivenBy(NetworkCalibration? calibration);

    /// <summary>For a metric of the positive class: what it becomes without one, the mean over classes under its own name. Null for others.</summary>
    public EvaluationMetric? MeanOverClasses { get; init; }

    /// <summary>The metric that says the same where there is a positive class, or none.</summary>
    public EvaluationMetric For(bool hasPositiveClass) => hasPositiveClass ? this : MeanOverClasses ?? this;

    /// <summary>A value with its sign turned where lower is better, so that of two scores the higher is the better one.</summary>
    public double Score(double value) => higherIsBetter ? value : -value;

    /// <summary>Its value; null where it is not defined or what it needs is not among the inputs.</summary>
    public abstract double? Of(IMetricInput?[] inputs);
}

/// <inheritdoc/>
/// <typeparam name="TInput">What it needs.</typeparam>
/// <param name="name">Its name: that of the evaluation's property.</param>
/// <param name="higherIsBetter">Whether of two values the higher is the better one.</param>
/// <param name="formula">Gives its value; null where it is not defined.</param>
internal sealed class EvaluationMetric<TInput>(string name, bool higherIsBetter, Func<TInput, double?> formula) : EvaluationMetric(name, higherIsBetter)
    where TInput : class, IMetricInput
{
    public override IReadOnlyList<NetworkTask> Tasks => TInput.Tasks;

    public override bool IsGivenBy(NetworkCalibration? calibration) => TInput.IsGivenBy(calibration);

    public override double? Of(IMetricInput?[] inputs)
    {
        foreach (IMetricInput? input in inputs)
        {
            if (input is TInput needed)
            {
                return formula(needed);
            }
        }

        return null;
    }
}
