namespace PSBackprop.Evaluations.Metrics;

/// <summary>−ln of the probability of the right class, on average (Good 1952).</summary>
internal static class LogLossMetric
{
    public static readonly EvaluationMetric Member = new EvaluationMetric<ClassProbabilities>(
        nameof(ClassificationEvaluation.LogLoss), higherIsBetter: false, static probabilities => Mean(probabilities.Truth, probabilities.Rows));

    // As scikit-learn does, probabilities are kept off 0 and 1 by the spacing of doubles at 1, then divided by their sum.
    private static double Mean(int[] truth, double[][] rows)
    {
        const double epsilon = 2.220446049250313e-16;
        double sum = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            double total = rows[i].Sum(static value => Math.Clamp(value, epsilon, 1 - epsilon));
            sum -= Math.Log(Math.Clamp(rows[i][truth[i]], epsilon, 1 - epsilon) / total);
        }

        return sum / truth.Length;
    }
}
