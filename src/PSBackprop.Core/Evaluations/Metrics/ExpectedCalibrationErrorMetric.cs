namespace PSBackprop.Evaluations.Metrics;

/// <summary>
/// Σ |accuracy − confidence| · samples of a bin / samples, over 15 bins of confidence that are equally wide (Guo, Pleiss, Sun, Weinberger
/// 2017): how far the probabilities are from how often they come true. Of two classes the confidence is the positive one's probability;
/// of more it is that of the most probable class.
/// </summary>
internal static class ExpectedCalibrationErrorMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<ClassProbabilities>(
        nameof(ClassificationEvaluation.ExpectedCalibrationError), higherIsBetter: false, static probabilities => Error(probabilities));

    private const int Bins = 15;

    /// <summary>The bins that have samples, the lowest first; a confidence on the border of two counts in the lower one.</summary>
    public static IReadOnlyList<CalibrationBin> BinsOf(ClassProbabilities probabilities)
    {
        var (confidence, right, count) = (new double[Bins], new int[Bins], new int[Bins]);
        for (int i = 0; i < probabilities.Truth.Length; i++)
        {
            double[] row = probabilities.Rows[i];
            int label = probabilities.Positive ?? Array.IndexOf(row, row.Max());
            int bin = Enumerable.Range(1, Bins - 1).Count(border => row[label] > Border(border));
            confidence[bin] += row[label];
            right[bin] += probabilities.Truth[i] == label ? 1 : 0;
            count[bin]++;
        }

        return [.. Enumerable.Range(0, Bins).Where(bin => count[bin] > 0).Select(bin => new CalibrationBin(
            Border(bin), Border(bin + 1), confidence[bin] / count[bin], (double)right[bin] / count[bin], count[bin]))];
    }

    private static double Error(ClassProbabilities probabilities) =>
        BinsOf(probabilities).Sum(static bin => bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / probabilities.Truth.Length;

    private static double Border(int bin) => bin == Bins ? 1 : bin * (1.0 / Bins);
}
