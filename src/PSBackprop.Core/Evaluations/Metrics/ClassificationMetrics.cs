namespace PSBackprop.Evaluations.Metrics;

/// <summary>Metrics of classifiers, with scikit-learn's definitions: what would divide by zero is 0, and classes that neither occur nor are predicted do not count.</summary>
internal static class ClassificationMetrics
{
    /// <param name="labels">The classes.</param>
    /// <param name="truth">The class of each sample.</param>
    /// <param name="predicted">The class that each is taken for.</param>
    /// <param name="probabilities">[samples][classes]; null where there are none.</param>
    /// <param name="loss">The network's loss.</param>
    /// <param name="positive">The place of the positive class; null where there are not two classes.</param>
    public static ClassificationEvaluation Of(IReadOnlyList<object> labels, int[] truth, int[] predicted, double[][]? probabilities, double loss, int? positive)
    {
        var matrix = new ConfusionMatrix(labels, truth, predicted);
        int[,] counts = matrix.Counts;
        int classes = labels.Count;
        double[] truths = [.. Enumerable.Range(0, classes).Select(i => (double)Enumerable.Range(0, classes).Sum(j => counts[i, j]))];
        double[] takes = [.. Enumerable.Range(0, classes).Select(j => (double)Enumerable.Range(0, classes).Sum(i => counts[i, j]))];
        double right = Enumerable.Range(0, classes).Sum(i => counts[i, i]);
        ClassScore[] scores = [.. Enumerable.Range(0, classes).Select(i =>
            Score(labels[i], counts[i, i], takes[i], truths[i], probabilities is null ? null : RocAuc(truth, i, probabilities)) with
            {
                AveragePrecision = probabilities is null ? null : AveragePrecision(truth, i, probabilities),
            })];
        ClassScore[] occurring = [.. scores.Where((_, i) => truths[i] + takes[i] > 0)];
        double samples = truth.Length;
        double macroPrecision = occurring.Average(static score => score.Precision);
        double macroRecall = occurring.Average(static score => score.Recall);
        double macroF1 = occurring.Average(static score => score.F1);
        ClassScore? ofPositive = positive is { } place ? scores[place] : null;
        return new ClassificationEvaluation(truth.Length, loss, matrix, scores, NeverPredicted.Findings(scores, takes, truth.Length, ofPositive))
        {
            Accuracy = right / samples,
            BalancedAccuracy = scores.Where(static score => score.Support > 0).Average(static score => score.Recall),
            PositiveClass = ofPositive?.Label,
            Precision = ofPositive?.Precision ?? macroPrecision,
            Recall = ofPositive?.Recall ?? macroRecall,
            F1 = ofPositive?.F1 ?? macroF1,
            AveragePrecision = ofPositive is null ? MeanOrNull(scores.Select(static score => score.AveragePrecision)) : ofPositive.AveragePrecision,
            MacroPrecision = macroPrecision,
            MacroRecall = macroRecall,
            MacroF1 = macroF1,
            WeightedPrecision = scores.Sum(score => score.Precision * score.Support) / samples,
            WeightedRecall = scores.Sum(score => score.Recall * score.Support) / samples,
            WeightedF1 = scores.Sum(score => score.F1 * score.Support) / samples,
            RocAuc = ofPositive is not null ? ofPositive.RocAuc : MeanOrNull(scores.Select(static score => score.RocAuc)),
            LogLoss = probabilities is null ? null : LogLoss(truth, probabilities),
            CohenKappa = CohenKappa(right, truths, takes, samples),
            MatthewsCorrelation = MatthewsCorrelation(right, truths, takes, samples),
        };
    }

    /// <summary>Precision, recall and F1 from counts.</summary>
    public static ClassScore Score(object label, double right, double taken, double support, double? rocAuc)
    {
        double precision = taken > 0 ? right / taken : 0;
        double recall = support > 0 ? right / support : 0;
        double f1 = taken + support > 0 ? 2 * right / (taken + support) : 0;
        return new ClassScore(label, precision, recall, f1, rocAuc, (int)support);
    }

    /// <summary>The area under the receiver operating curve of one class against the others, from ranks, ties counting half (Mann, Whitney 1947).</summary>
    public static double? RocAuc(int[] truth, int label, double[][] probabilities)
    {
        int[] order = [.. Enumerable.Range(0, truth.Length).OrderBy(i => probabilities[i][label])];
        double positives = truth.Count(value => value == label);
        double negatives = truth.Length - positives;
        if (positives == 0 || negatives == 0)
        {
            return null;
        }

        double rankSum = 0;
        for (int start = 0; start < order.Length;)
        {
            int end = start;
            double value = probabilities[order[start]][label];
            int tied = 0;
            while (end < order.Length && probabilities[order[end]][label] == value)
            {
                tied += truth[order[end++]] == label ? 1 : 0;
            }

            rankSum += tied * ((start + end + 1) / 2.0);
            start = end;
        }

        return (rankSum - (positives * (positives + 1) / 2)) / (positives * negatives);
    }

    /// <summary>Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct probabilities as thresholds, from the highest down; null as <see cref="RocAuc"/> (Manning, Raghavan, Schütze 2008, 8.4).</summary>
    public static double? AveragePrecision(int[] truth, int label, double[][] probabilities)
    {
        double positives = truth.Count(value => value == label);
        if (positives == 0 || positives == truth.Length)
        {
            return null;
        }

        int[] order = [.. Enumerable.Range(0, truth.Length).OrderByDescending(i => probabilities[i][label])];
        double sum = 0;
        double found = 0;
        for (int start = 0; start < order.Length;)
        {
            int end = start;
            double value = probabilities[order[start]][label];
            double before = found;
            while (end < order.Length && probabilities[order[end]][label] == value)
            {
                found += truth[order[end++]] == label ? 1 : 0;
            }

            sum += (found - before) / positives * (found / end);
            start = end;
        }

        return sum;
    }

    // Probabilities are kept off 0 and 1 by the spacing of doubles at 1, then divided by their sum.
    private static double LogLoss(int[] truth, double[][] probabilities)
    {
        const double epsilon = 2.220446049250313e-16;
        double sum = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            double total = probabilities[i].Sum(static value => Math.Clamp(value, epsilon, 1 - epsilon));
            sum -= Math.Log(Math.Clamp(probabilities[i][truth[i]], epsilon, 1 - epsilon) / total);
        }

        return sum / truth.Length;
    }

    // (p₀ − pₑ) / (1 − pₑ) (Cohen 1960).
    private static double CohenKappa(double right, double[] truths, double[] takes, double samples)
    {
        double chance = truths.Zip(takes, (a, b) => a / samples * (b / samples)).Sum();
        return chance == 1 ? 0 : ((right / samples) - chance) / (1 - chance);
    }

    // For several classes (Gorodkin 2004).
    private static double MatthewsCorrelation(double right, double[] truths, double[] takes, double samples)
    {
        double covariance = (right * samples) - truths.Zip(takes, static (a, b) => a * b).Sum();
        double truthVariance = (samples * samples) - truths.Sum(static value => value * value);
        double takenVariance = (samples * samples) - takes.Sum(static value => value * value);
        return truthVariance * takenVariance == 0 ? 0 : covariance / Math.Sqrt(truthVariance * takenVariance);
    }

    private static double? MeanOrNull(IEnumerable<double?> values)
    {
        double[] present = [.. values.OfType<double>()];
        return present.Length == 0 ? null : present.Average();
    }
}
