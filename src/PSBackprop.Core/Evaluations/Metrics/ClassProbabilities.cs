namespace PSBackprop.Evaluations.Metrics;

/// <summary>How probable each class is taken to be for each sample.</summary>
internal sealed class ClassProbabilities : IMetricInput
{
    private readonly ClassDecisions _decisions;

    /// <param name="decisions">What was decided by them.</param>
    /// <param name="rows">[samples][classes].</param>
    public ClassProbabilities(ClassDecisions decisions, double[][] rows)
    {
        _decisions = decisions;
        Rows = rows;
        Scores = [.. decisions.Scores.Select((score, label) =>
        {
            var ranking = new ProbabilityRanking(
                Array.ConvertAll(rows, row => row[label]), Array.ConvertAll(Truth, value => value == label));
            return score with { RocAuc = RocAucMetric.OfClass(ranking), AveragePrecision = AveragePrecisionMetric.OfClass(ranking) };
        })];
    }

    public static IReadOnlyList<NetworkTask> Tasks { get; } = [NetworkTask.Classification];

    /// <summary>[samples][classes].</summary>
    public double[][] Rows { get; }

    /// <summary>The class of each sample.</summary>
    public int[] Truth => _decisions.Truth;

    /// <summary>The place of the positive class; null where there are not two classes.</summary>
    public int? Positive => _decisions.Positive;

    /// <summary>Of each class, with what comes from probabilities.</summary>
    public IReadOnlyList<ClassScore> Scores { get; }

    /// <summary>The positive class's; without one the mean over the classes for which there is any, and null if there is none.</summary>
    public double? PositiveOrMean(Func<ClassScore, double?> ofClass) =>
        _decisions.Positive is { } place ? ofClass(Scores[place]) : Scores.Average(ofClass);
}
