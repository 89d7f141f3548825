namespace PSBackprop.Evaluations.Metrics;

/// <summary>Metrics of several yes-or-no answers at once, with scikit-learn's definitions.</summary>
internal static class MultiLabelMetrics
{
    /// <param name="labels">The targets.</param>
    /// <param name="truth">[samples][targets].</param>
    /// <param name="probabilities">[samples][targets]: how probable a yes is taken to be; a yes from one half.</param>
    /// <param name="loss">The network's loss.</param>
    public static MultiLabelEvaluation Of(IReadOnlyList<string> labels, bool[][] truth, double[][] probabilities, double loss)
    {
        int samples = truth.Length;
        bool[][] predicted = [.. probabilities.Select(static row => Array.ConvertAll(row, static probability => probability >= 0.5))];
        ClassScore[] scores = [.. Enumerable.Range(0, labels.Count).Select(label => ClassificationMetrics.Score(
            labels[label],
            Enumerable.Range(0, samples).Count(i => truth[i][label] && predicted[i][label]),
            predicted.Count(row => row[label]),
            truth.Count(row => row[label]),
            ClassificationMetrics.RocAuc([.. truth.Select(row => row[label] ? label : -1)], label, probabilities)))];
        int wrong = Enumerable.Range(0, samples).Sum(i => Enumerable.Range(0, labels.Count).Count(label => truth[i][label] != predicted[i][label]));
        return new MultiLabelEvaluation(samples, loss, scores)
        {
            Accuracy = Enumerable.Range(0, samples).Count(i => truth[i].AsSpan().SequenceEqual(predicted[i])) / (double)samples,
            HammingLoss = wrong / ((double)samples * labels.Count),
            Precision = scores.Average(static score => score.Precision),
            Recall = scores.Average(static score => score.Recall),
            F1 = scores.Average(static score => score.F1),
        };
    }
}
