namespace PSBackprop.Evaluations.Metrics;

/// <summary>The class that each sample is taken for, counted. Classes that neither occur nor are predicted do not count in means.</summary>
internal sealed class ClassDecisions : Decisions, IMetricInput
{
    /// <param name="labels">The classes.</param>
    /// <param name="truth">The class of each sample.</param>
    /// <param name="predicted">The class that each is taken for.</param>
    /// <param name="positive">The place of the positive class; null where there are not two classes.</param>
    public ClassDecisions(IReadOnlyList<object> labels, int[] truth, int[] predicted, int? positive)
    {
        Truth = truth;
        Positive = positive;
        Matrix = new ConfusionMatrix(labels, truth, predicted);
        Counts = [.. Enumerable.Range(0, labels.Count).Select(Count)];
        Right = Counts.Sum(static count => count.Right);
        Scores = [.. Counts.Select((count, i) => count.Score(labels[i]))];
        MeanScores = [.. Scores.Where((_, i) => Counts[i].Support + Counts[i].Predicted > 0)];
    }

    public static new IReadOnlyList<NetworkTask> Tasks { get; } = [NetworkTask.Classification];

    /// <summary>The class of each sample.</summary>
    public int[] Truth { get; }

    /// <summary>The place of the positive class; null where there are not two classes.</summary>
    public int? Positive { get; }

    public ConfusionMatrix Matrix { get; }

    /// <summary>Of each class.</summary>
    public IReadOnlyList<ClassCount> Counts { get; }

    public override int Samples => Truth.Length;

    public override double Right { get; }

    public override IReadOnlyList<ClassScore> Scores { get; }

    public override IReadOnlyList<ClassScore> MeanScores { get; }

    public override ClassScore? PositiveScore => Positive is { } place ? Scores[place] : null;

    private ClassCount Count(int label)
    {
        int[,] counts = Matrix.Counts;
        IEnumerable<int> classes = Enumerable.Range(0, counts.GetLength(0));
        return new ClassCount(counts[label, label], classes.Sum(i => counts[i, label]), classes.Sum(j => counts[label, j]));
    }
}
