using PSBackprop.Data;
using PSBackprop.Numerics;

namespace PSBackprop.Training;

/// <summary>Keeps a part of the samples for validation: of each class the same part, where there are classes.</summary>
internal static class ValidationSplit
{
    /// <summary>Splits a dataset: of time series the latest rows are kept for validation.</summary>
    /// <returns>The rows to train on and the rows to validate on, both in their own order.</returns>
    /// <exception cref="BackpropException">One of them would be empty.</exception>
    public static (int[] Training, int[] Validation) Rows(Dataset dataset, double fraction, int seed)
    {
        if (dataset.Series is null)
        {
            return Rows(DatasetSplit.Groups(dataset), fraction, seed);
        }

        var (training, validation) = DatasetSplit.Chronological(dataset, fraction);
        return training.Length > 0 && validation.Length > 0 ? (training, validation) : throw Errors.ValidationSplitEmpty(fraction, dataset.Count);
    }

    /// <summary>Splits by the group of each row.</summary>
    /// <returns>The rows to train on and the rows to validate on, both in their own order.</returns>
    /// <exception cref="BackpropException">One of them would be empty.</exception>
    public static (int[] Training, int[] Validation) Rows(int[] groups, double fraction, int seed)
    {
        var (training, validation) = Stratification.Take(groups, fraction, RandomStream.Create(seed, RandomPurpose.Validation, 0));
        return training.Length > 0 && validation.Length > 0 ? (training, validation) : throw Errors.ValidationSplitEmpty(fraction, groups.Length);
    }
}
