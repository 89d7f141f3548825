using System.Globalization;

using PSBackprop.Data;

namespace PSBackprop.Evaluations;

/// <summary>Trains a fresh network on all folds but one, evaluates it on that one, and so on for each (Stone 1974).</summary>
internal static class CrossValidation
{
    /// <param name="dataset">The data.</param>
    /// <param name="folds">The number of folds, at least 2.</param>
    /// <param name="seed">The seed of the folds.</param>
    /// <param name="throttleLimit">How many folds at once; it changes no bit of the result.</param>
    /// <param name="train">Gives a network trained on some of the rows.</param>
    /// <param name="cancellationToken">Ends it all.</param>
    /// <param name="positiveClass">The positive of two classes; null for the network's own.</param>
    /// <param name="unknownCategory">What is done with categories in the rows measured that a network does not know; null for as the network says.</param>
    /// <param name="isChronological">Whether each fold is tested by a network trained on the rows before it, as always with time series.</param>
    /// <exception cref="BackpropException">There are fewer rows than folds, or a training failed.</exception>
    public static CrossValidationResult Run(
        Dataset dataset,
        int folds,
        int seed,
        int throttleLimit,
        Func<Dataset, CancellationToken, Network> train,
        CancellationToken cancellationToken,
        object? positiveClass = null,
        UnknownCategory? unknownCategory = null,
        bool isChronological = false)
    {
        (Dataset Training, Dataset Test)[] parts =
        [
            .. isChronological ? DatasetSplit.ByOrigin(dataset, folds) : DatasetSplit.ByFold(dataset, folds, seed),
        ];
        var (evaluations, unknown) = (new Evaluation[folds], new UnknownCategories[folds]);
        Concurrently.Run(folds, throttleLimit, Evaluate, cancellationToken);
        return new CrossValidationResult(evaluations) { Findings = [.. new[] { UnknownCategories.FindingOf(unknown) }.OfType<string>()] };

        void Evaluate(int fold, CancellationToken token)
        {
            Network network = train(parts[fold].Training, token);
            string name = string.Create(CultureInfo.CurrentCulture, $"fold {fold + 1}");
            unknown[fold] = new UnknownCategories(unknownCategory ?? network.Columns!.UnknownCategory, name);
            evaluations[fold] = Evaluator.Evaluate(network, parts[fold].Test, 1, token, positiveClass, unknown[fold]);
        }
    }
}
