using PSBackprop.Data;
using PSBackprop.Evaluations;
using PSBackprop.Evaluations.Metrics;

namespace PSBackprop.Search;

/// <summary>How a search measures its trials: by cross-validation or on one part of the data, the same for all of them.</summary>
internal sealed class TrialMeasurement
{
    private readonly EvaluationMetric _metric;
    private readonly Way _way;

    private TrialMeasurement(EvaluationMetric metric, int trainings, Way way)
    {
        _metric = metric;
        Trainings = trainings;
        _way = way;
    }

    // Trains networks on parts of the data and measures them on the rest.
    private delegate (double? Score, double StandardDeviation, IReadOnlyList<Evaluation> Evaluations) Way(
        Func<Dataset, CancellationToken, Network> train, CancellationToken token);

    /// <summary>The number of trainings that one trial takes.</summary>
    public int Trainings { get; }

    /// <summary>The mean over folds; those for which the metric is undefined do not count.</summary>
    public static TrialMeasurement ByFold(Dataset dataset, int folds, int seed, EvaluationMetric metric) => new(metric, folds, (train, token) =>
    {
        CrossValidationResult result = CrossValidation.Run(dataset, folds, seed, 1, train, token);
        FoldMetric? overFolds = result.Figures.FirstOrDefault(one => one.Name == metric.Name);
        return (overFolds?.Mean, overFolds?.Deviation ?? 0, result.Folds);
    });

    /// <summary>On a part of the data that is kept for it.</summary>
    public static TrialMeasurement ByPart(Dataset dataset, double fraction, int seed, EvaluationMetric metric)
    {
        var (training, validation) = DatasetSplit.ByFraction(dataset, fraction, seed);
        return new(metric, 1, (train, token) =>
        {
            Evaluation evaluation = Evaluator.Evaluate(train(training, token), validation, 1, token);
            return (evaluation.ValueOrNull(metric), 0, [evaluation]);
        });
    }

    /// <summary>Trains networks of a candidate's kind and measures them.</summary>
    /// <param name="candidate">The settings.</param>
    /// <param name="epochs">The epochs of each training.</param>
    /// <param name="onEpoch">Called after each epoch, on the thread that trains.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public TrialResult Run(SearchCandidate candidate, int epochs, Action onEpoch, CancellationToken cancellationToken)
    {
        Network? first = null;
        try
        {
            var (score, standardDeviation, evaluations) = _way(Train, cancellationToken);
            bool isDefined = score is not (null or double.NaN);
            var trial = new SearchTrial(candidate.Number, candidate.Shown, _metric.Name, epochs)
            {
                Score = isDefined ? score : null,
                Deviation = isDefined ? standardDeviation : 0,
                Outcome = isDefined ? TrialOutcome.Measured : TrialOutcome.Undefined,
                Reason = isDefined ? null : Undefined(evaluations),
            };
            return new TrialResult(candidate, trial, isDefined ? _metric.Score(score!.Value) : null, first);
        }
        catch (BackpropException fault) when (fault.Id == Errors.FoldDiverged().Id)
        {
            var trial = new SearchTrial(candidate.Number, candidate.Shown, _metric.Name, epochs)
            {
                Outcome = TrialOutcome.Diverged,
                Reason = "The training diverged: the loss or a weight was no longer finite.",
            };
            return new TrialResult(candidate, trial, null, null);
        }

        Network Train(Dataset training, CancellationToken token)
        {
            Network network = FreshTraining.Run(candidate.Network, training, candidate.For(epochs), _ => onEpoch(), token);
            first ??= network;
            return network;
        }
    }

    private string Undefined(IReadOnlyList<Evaluation> evaluations)
    {
        const string predicted = " for what the network predicts";
        bool isOneClass = evaluations.All(HasOneClass);
        return evaluations.Count == 1
            ? $"{_metric.Name} is undefined on the rows measured{(isOneClass ? ", which are all of one class" : predicted)}."
            : $"{_metric.Name} is undefined in each of {evaluations.Count} folds{(isOneClass ? ", as each has rows of one class only" : predicted)}.";
    }

    private static bool HasOneClass(Evaluation evaluation) =>
        evaluation is ClassificationEvaluation { PerClass: var classes } && classes.Count(static score => score.Support > 0) < 2;
}
