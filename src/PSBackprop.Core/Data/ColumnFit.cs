using MathNet.Numerics.Statistics;

namespace PSBackprop.Data;

/// <summary>Derives from training data what a network keeps of its columns: categories, scaling, and what stands for missing values.</summary>
internal static class ColumnFit
{
    /// <summary>The columns of a network that is made for a dataset.</summary>
    /// <param name="dataset">Training data alone: whatever else is in it, the network would know.</param>
    /// <param name="featureScaling">For numeric features.</param>
    /// <param name="targetScaling">For numeric targets.</param>
    /// <param name="unknownCategory">What happens to categories that the data does not have.</param>
    /// <param name="oneUnit">Whether a single target with two classes takes one unit rather than two.</param>
    /// <param name="positiveClass">Of two classes the one that is looked for; null for the true one, or the rarer.</param>
    /// <exception cref="BackpropException">There is no feature or target, a target cannot be learned, or there is no such class.</exception>
    public static NetworkColumns Of(Dataset dataset, Scaling featureScaling, Scaling targetScaling, UnknownCategory unknownCategory, bool oneUnit, object? positiveClass = null)
    {
        if (dataset.Feature.Count == 0)
        {
            throw Errors.NoFeature();
        }

        if (dataset.Target.Count == 0)
        {
            throw Errors.NoTarget();
        }

        if (NetworkColumns.TaskOf([.. dataset.Target.Select(static column => column.Kind)]) is null)
        {
            throw Errors.TargetKindsMixed();
        }

        foreach (DataColumn target in dataset.Target.Where(static column => column.Kind == ColumnKind.Categorical && column.Categories.Count < 2))
        {
            throw Errors.OneClassOnly(target.Name, string.Join(", ", target.Categories));
        }

        return new NetworkColumns(
            [.. dataset.Feature.Select(column => Feature(column, featureScaling, dataset.Missing))],
            [.. dataset.Target.Select(column => Target(column, targetScaling, oneUnit || dataset.Target.Count > 1))],
            unknownCategory,
            Positive(dataset.Target, positiveClass),
            dataset.Notation);
    }

    /// <summary>The same columns, with scaling and what stands for missing values derived anew.</summary>
    public static NetworkColumns Renew(NetworkColumns columns, Dataset dataset) => new(
        [.. columns.Input.Select(column => Renew(column, dataset.Find(column.Name), dataset.Missing))],
        [.. columns.Output.Select(column => Renew(column, dataset.Find(column.Name), MissingPolicy.Error))],
        columns.UnknownCategory,
        columns.Positive ?? NetworkColumns.DefaultPositive,
        columns.Notation);

    /// <summary>The same columns, with ranges that include those of further training data.</summary>
    public static NetworkColumns Widen(NetworkColumns columns, Dataset dataset) => new(
        [.. columns.Input.Select(column => column.Minimum is not null && dataset.Find(column.Name) is NumberColumn numbers ? Widened(column, numbers) : column)],
        columns.Output,
        columns.UnknownCategory,
        columns.Positive ?? NetworkColumns.DefaultPositive,
        columns.Notation);

    private static NetworkColumn Widened(NetworkColumn column, NumberColumn numbers)
    {
        double[] values = [column.Minimum!.Value, column.Maximum!.Value, .. numbers.Values.Where(static value => !double.IsNaN(value))];
        return new NetworkColumn(column.Name, column.Kind, column.Categories, column.Width, column.Scaling, column.Offset, column.Scale, column.Missing)
        {
            Minimum = values.Min(),
            Maximum = values.Max(),
        };
    }

    private static NetworkColumn Renew(NetworkColumn column, DataColumn data, MissingPolicy missing)
    {
        if (column.Kind != ColumnKind.Numeric || data is not NumberColumn numbers)
        {
            return column;
        }

        return Numeric(numbers, column.Scaling, missing, keepsRange: column.Minimum is not null);
    }

    private static NetworkColumn Feature(DataColumn column, Scaling scaling, MissingPolicy missing) => column switch
    {
        NumberColumn numbers => Numeric(numbers, scaling, missing, keepsRange: true),
        _ => new NetworkColumn(
            column.Name,
            column.Kind,
            column.Categories,
            column.Kind == ColumnKind.Boolean ? 1 : column.Categories.Count,
            Scaling.None,
            missing: missing is MissingPolicy.Mean or MissingPolicy.Median ? MostFrequent((CategoryColumn)column) : null),
    };

    private static NetworkColumn Target(DataColumn column, Scaling scaling, bool oneUnit) => column switch
    {
        NumberColumn numbers => Numeric(numbers, scaling, MissingPolicy.Error, keepsRange: false),
        _ => new NetworkColumn(column.Name, column.Kind, column.Categories, oneUnit && column.Categories.Count == 2 ? 1 : column.Categories.Count, Scaling.None, labelType: ((CategoryColumn)column).LabelType),
    };

    private static NetworkColumn Numeric(NumberColumn column, Scaling scaling, MissingPolicy missing, bool keepsRange)
    {
        double[] present = Array.Exists(column.Values, double.IsNaN) ? Array.FindAll(column.Values, static value => !double.IsNaN(value)) : column.Values;
        double? stands = missing switch
        {
            _ when present.Length == 0 => null,
            MissingPolicy.Mean => Mean(present),
            MissingPolicy.Median => present.Median(),
            _ => null,
        };
        var (offset, scale) = present.Length == 0 ? (0, 1) : scaling switch
        {
            Scaling.Standard => (Mean(present), Deviation(present)),
            Scaling.MinMax => (present.Min(), present.Max() - present.Min()),
            _ => (0, 1),
        };

        // A constant column has nothing to divide by; so has one whose spread is lost in its last digit, or is beyond all numbers.
        bool isFlat = !double.IsFinite(scale) || !(scale > 1e-14 * Math.Abs(offset));
        return new NetworkColumn(column.Name, ColumnKind.Numeric, [], 1, scaling, offset, isFlat ? 1 : scale, stands)
        {
            Minimum = keepsRange && present.Length > 0 ? present.Min() : null,
            Maximum = keepsRange && present.Length > 0 ? present.Max() : null,
        };
    }

    // Divided before they are added, as numbers near the end of the range would add up to infinity.
    private static double Mean(double[] values)
    {
        double sum = values.Sum();
        return double.IsFinite(sum) ? sum / values.Length : values.Sum(value => value / values.Length);
    }

    private static double Deviation(double[] values)
    {
        double mean = Mean(values);
        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / values.Length);
    }

    private static double? MostFrequent(CategoryColumn column)
    {
        int[] counts = Counts(column);
        return counts.Length == 0 ? null : Array.IndexOf(counts, counts.Max());
    }

    // The true one; of two names the rarer, as what is looked for is seldom the rule, and the second if both are as frequent.
    private static int Positive(IReadOnlyList<DataColumn> targets, object? given)
    {
        CategoryColumn? target = targets is [CategoryColumn { Categories.Count: 2 } two] ? two : null;
        if (given is not null)
        {
            int place = NetworkColumns.IndexOf(target?.Categories ?? throw Errors.PositiveClassWithoutTwo(given), given);
            return place >= 0 ? place : throw Errors.PositiveClassUnknown(given, target.Categories);
        }

        return target is { Kind: ColumnKind.Categorical } && Counts(target) is [var first, var second] && first < second ? 0 : NetworkColumns.DefaultPositive;
    }

    private static int[] Counts(CategoryColumn column)
    {
        int[] counts = new int[column.Categories.Count];
        foreach (int code in column.Codes)
        {
            if (code >= 0)
            {
                counts[code]++;
            }
        }

        return counts;
    }
}
