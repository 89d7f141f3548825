namespace PSBackprop.Evaluations.Metrics;

/// <summary>
/// The mean squared difference of probability and outcome, 1 for the class that a sample is of and 0 for another (Brier 1950): of two
/// classes the positive one's, which is half of Brier's sum over both; of more the sum over all; of several yes-or-no targets the mean
/// over them.
/// </summary>
internal static class BrierScoreMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<ClassProbabilities>(
        nameof(ClassificationEvaluation.BrierScore), higherIsBetter: false, static probabilities => Mean(probabilities));

    public static readonly EvaluationMetric OfLabels = new EvaluationMetric<LabelDecisions>(
        nameof(MultiLabelEvaluation.BrierScore), higherIsBetter: false, static decisions => decisions.SquaredError);

    private static double Mean(ClassProbabilities probabilities)
    {
        double sum = 0;
        for (int i = 0; i < probabilities.Truth.Length; i++)
        {
            double[] row = probabilities.Rows[i];
            for (int label = 0; label < row.Length; label++)
            {
                if (probabilities.Positive is null || label == probabilities.Positive)
                {
                    double error = row[label] - (label == probabilities.Truth[i] ? 1 : 0);
                    sum += error * error;
                }
            }
        }

        return sum / probabilities.Truth.Length;
    }
}
