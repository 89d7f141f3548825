using PSBackprop.Numerics;
using PSBackprop.Series;

namespace PSBackprop.Data;

/// <summary>
/// Splits datasets into parts to train on and parts to test with, drawn from a seed; where the target is a class, every part has of
/// each class the same share. Time series are cut by time, whatever the seed.
/// </summary>
internal static class DatasetSplit
{
    /// <summary>What stratification goes by: the class of each row, or one group for all.</summary>
    public static int[] Groups(Dataset dataset) =>
        dataset.Target is [CategoryColumn label] ? label.Codes : new int[dataset.Count];

    /// <summary>
    /// The earlier rows and the latest: of time series those from a time on that is the same for all, else the last ones. All groups are cut
    /// at one time, so that none tells what was to come in another.
    /// </summary>
    /// <returns>The rows of both parts, each in their own order; one of them may be empty.</returns>
    public static (int[] Earlier, int[] Latest) Chronological(Dataset dataset, double fraction)
    {
        int[] all = [.. Enumerable.Range(0, dataset.Count)];
        int earlier = all.Length - (int)Math.Round(all.Length * fraction, MidpointRounding.AwayFromZero);
        if (earlier <= 0 || earlier >= all.Length || dataset.Series is not { } series)
        {
            return (all[..Math.Max(earlier, 0)], all[Math.Max(earlier, 0)..]);
        }

        SeriesTime[] times = Array.ConvertAll(series.Positions, series.Table.TimeOf);
        SeriesTime first = times.Order().ElementAt(earlier);
        return (Array.FindAll(all, row => times[row].CompareTo(first) < 0), Array.FindAll(all, row => times[row].CompareTo(first) >= 0));
    }

    /// <summary>
    /// Cuts time into parts of as many rows, and tests with each but the first, trained on all rows before it (rolling origin; Tashman 2000).
    /// </summary>
    /// <exception cref="BackpropException">There are fewer rows than parts.</exception>
    public static IEnumerable<(Dataset Training, Dataset Test)> ByOrigin(Dataset dataset, int folds)
    {
        if (dataset.Count <= folds)
        {
            throw Errors.FewerRowsThanFolds(dataset.Count, folds);
        }

        return Enumerable.Range(1, folds).Select(fold =>
        {
            var (before, _) = Chronological(dataset, 1 - (fold / (folds + 1.0)));
            var (until, _) = fold == folds ? (Enumerable.Range(0, dataset.Count).ToArray(), []) : Chronological(dataset, 1 - ((fold + 1) / (folds + 1.0)));
            int[] test = [.. until.Except(before)];
            return before.Length > 0 && test.Length > 0
                ? (dataset.Select(before), dataset.Select(test))
                : throw Errors.FewerRowsThanFolds(dataset.Count, folds);
        });
    }

    /// <summary>A part to train on and the latest rows to test with.</summary>
    /// <exception cref="BackpropException">One of the parts would be empty.</exception>
    public static (Dataset Training, Dataset Test) ByTime(Dataset dataset, double fraction)
    {
        var (earlier, latest) = Chronological(dataset, fraction);
        return earlier.Length > 0 && latest.Length > 0
            ? (dataset.Select(earlier), dataset.Select(latest))
            : throw Errors.SplitEmpty(fraction, dataset.Count);
    }

    /// <exception cref="BackpropException">One of the parts would be empty.</exception>
    public static (Dataset Training, Dataset Test) ByFraction(Dataset dataset, double fraction, int seed)
    {
        if (dataset.Series is not null)
        {
            return ByTime(dataset, fraction);
        }

        var (training, test) = Stratification.Take(Groups(dataset), fraction, RandomStream.Create(seed, RandomPurpose.Split, 0));
        return training.Length > 0 && test.Length > 0
            ? (dataset.Select(training), dataset.Select(test))
            : throw Errors.SplitEmpty(fraction, dataset.Count);
    }

    /// <summary>Cuts the rows into so many parts; each is the test part once, with all others to train on.</summary>
    /// <exception cref="BackpropException">There are fewer rows than folds.</exception>
    public static IEnumerable<(Dataset Training, Dataset Test)> ByFold(Dataset dataset, int folds, int seed)
    {
        if (dataset.Series is not null)
        {
            return ByOrigin(dataset, folds);
        }

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
