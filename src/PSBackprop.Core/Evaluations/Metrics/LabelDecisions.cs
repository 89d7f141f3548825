namespace PSBackprop.Evaluations.Metrics;

/// <summary>Several yes-or-no answers for each sample, counted. A yes is one from a probability of one half.</summary>
internal sealed class LabelDecisions : Decisions, IMetricInput
{
    /// <param name="labels">The targets.</param>
    /// <param name="truth">[samples][targets].</param>
    /// <param name="probabilities">[samples][targets]: how probable a yes is taken to be.</param>
    public LabelDecisions(IReadOnlyList<string> labels, bool[][] truth, double[][] probabilities)
    {
        bool[][] predicted = Array.ConvertAll(probabilities, static row => Array.ConvertAll(row, static probability => probability >= 0.5));
        Samples = truth.Length;
        SquaredError = truth.Zip(probabilities).Average(static pair =>
            pair.First.Zip(pair.Second).Average(static one => Math.Pow(one.Second - (one.First ? 1 : 0), 2)));
        Right = truth.Zip(predicted).Count(static pair => pair.First.AsSpan().SequenceEqual(pair.Second));
        ClassCount[] counts = [.. Enumerable.Range(0, labels.Count).Select(label => Count(label, truth, predicted))];
        Wrong = counts.Sum(static count => count.Predicted + count.Support - (2 * count.Right));
        Scores = [.. counts.Select((count, label) => count.Score(labels[label]) with
        {
            RocAuc = RocAucMetric.OfClass(new ProbabilityRanking(
                Array.ConvertAll(probabilities, row => row[label]), Array.ConvertAll(truth, row => row[label]))),
        })];
    }

    public static new IReadOnlyList<NetworkTask> Tasks { get; } = [NetworkTask.MultiLabel];

    public override int Samples { get; }

    public override double Right { get; }

    public override IReadOnlyList<ClassScore> Scores { get; }

    /// <summary>The mean squared difference of probability and outcome, 1 for a yes and 0 for a no, over samples and targets.</summary>
    public double SquaredError { get; }

    /// <summary>How many single answers are wrong.</summary>
    public double Wrong { get; }

    private static ClassCount Count(int label, bool[][] truth, bool[][] predicted) => new(
        Enumerable.Range(0, truth.Length).Count(i => truth[i][label] && predicted[i][label]),
        predicted.Count(row => row[label]),
        truth.Count(row => row[label]));
}
