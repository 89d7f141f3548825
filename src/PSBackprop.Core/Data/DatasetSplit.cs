using PSBackprop.Numerics;

namespace PSBackprop.Data;

/// <summary>
/// Splits datasets into parts to train on and parts to test with, drawn from a seed; where the target is a class, every part has of
/// each class the same share.
/// </summary>
internal static class DatasetSplit
{
    /// <summary>What stratification goes by: the class of each row, or one group for all.</summary>
    public static int[] Groups(Dataset dataset) =>
        dataset.Target is [CategoryColumn label] ? label.Codes : new int[dataset.Count];

    /// <exception cref="BackpropException">One of the parts would be empty.</exception>
    public static (Dataset Training, Dataset Test) ByFraction(Dataset dataset, double fraction, int seed)
    {
        var (training, test) = Stratification.Take(Groups(dataset), fraction, RandomStream.Create(seed, RandomPurpose.Split, 0));
        return training.Length > 0 && test.Length > 0
            ? (dataset.Select(training), dataset.Select(test))
            : throw Errors.SplitEmpty(fraction, dataset.Count);
    }

    /// <summary>Cuts the rows into so many parts; each is the test part once, with all others to train on.</summary>
    /// <exception cref="BackpropException">There are fewer rows than folds.</exception>
    public static IEnumerable<(Dataset Training, Dataset Test)> ByFold(Dataset dataset, int folds, int seed)
    {
        if (dataset.Count < folds)
        {
            throw Errors.FewerRowsThanFolds(dataset.Count, folds);
        }

        int[] part = Stratification.Deal(Groups(dataset), folds, RandomStream.Create(seed, RandomPurpose.Split, folds));
        int[] all = [.. Enumerable.Range(0, dataset.Count)];
        return Enumerable.Range(0, folds).Select(fold =>
            (dataset.Select(Array.FindAll(all, row => part[row] != fold)), dataset.Select(Array.FindAll(all, row => part[row] == fold))));
    }
}
