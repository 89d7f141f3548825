using PSBackprop.Data.Series;
using PSBackprop.Numerics;
using PSBackprop.Tasks;

namespace PSBackprop.Data;

/// <summary>Derives from training data what a network keeps of its columns: categories, scaling, and what stands for missing values.</summary>
internal static class ColumnFit
{
    // Of fewer values each is measured before a second thread is awake.
    private const int FewestToShare = 1 << 14;

    /// <summary>The columns of a network that is made for a dataset.</summary>
    /// <param name="dataset">Training data alone: whatever else is in it, the network would know.</param>
    /// <param name="featureScaling">For numeric features.</param>
    /// <param name="targetScaling">For numeric targets.</param>
    /// <param name="unknownCategory">What happens to categories that the data does not have.</param>
    /// <param name="oneUnit">Whether a single target with two classes takes one unit rather than two.</param>
    /// <param name="positiveClass">Of two classes the one that is looked for; null for the one that the target's kind says.</param>
    /// <param name="textBit">A text has two to this many units.</param>
    /// <param name="missingUnits">Whether features with missing values for which something stands get a unit that tells where they are.</param>
    /// <exception cref="BackpropException">There is no feature or target, a target cannot be learned, or there is no such class.</exception>
    public static NetworkColumns Of(
        Dataset dataset,
        Scaling featureScaling,
        Scaling targetScaling,
        UnknownCategory unknownCategory,
        bool oneUnit,
        object? positiveClass = null,
        int textBit = TextFeatures.DefaultBits,
        bool missingUnits = true)
    {
        if (dataset.Series is not null)
        {
            NetworkSeries series = SeriesFit.Of(dataset);
            Dataset rows = SeriesWindows.Rows(series, dataset, out _);
            return Of(rows, featureScaling, targetScaling, unknownCategory, oneUnit, positiveClass, textBit, missingUnits).Of(series);
        }

        // What is missing throughout teaches nothing.
        DataColumn[] features = [.. dataset.Feature.Where(static column => !column.IsEmpty)];
        if (features.Length == 0)
        {
            throw Errors.NoFeature();
        }

        if (dataset.Target.Count == 0)
        {
            throw Errors.NoTarget();
        }

        Measure(dataset);
        var fitting = new ColumnFitting(featureScaling, dataset.Missing, textBit);
        if (dataset.IsAnomaly)
        {
            TaskMember task = TaskFamily.All[NetworkTask.Anomaly];
            NetworkColumn[] input = [.. features.Select(column => Feature(column, fitting, missingUnits))];
            return Array.Find(input, static column => column.IsBounded) is { } bounded
                ? throw Errors.AnomalyScaling(bounded.Name, featureScaling)
                : new NetworkColumns(
                    input,
                    task.Targets(input, []),
                    unknownCategory,
                    notation: dataset.Notation,
                    missingPolicy: dataset.Missing,
                    task: task.Kind);
        }

        if (dataset.Target.FirstOrDefault(static column => ColumnFamily.All[column.Kind].Task is null) is { } unlearnable)
        {
            throw Errors.TargetKind(unlearnable.Name, unlearnable.Kind);
        }

        if (TaskFamily.OfTargets([.. dataset.Target.Select(static column => column.Kind)]) is null)
        {
            throw Errors.TargetKindsMixed();
        }

        return new NetworkColumns(
            [.. features.Select(column => Feature(column, fitting, missingUnits))],
            [.. dataset.Target.Select(column => ColumnFamily.All[column.Kind].FitTarget(column, targetScaling, oneUnit || dataset.Target.Count > 1))],
            unknownCategory,
            Positive(dataset.Target, positiveClass),
            dataset.Notation,
            dataset.Missing);
    }

    /// <summary>The same columns, with scaling, what stands for missing values, and profiles derived anew.</summary>
    public static NetworkColumns Refit(NetworkColumns columns, Dataset dataset)
    {
        NetworkSeries? series = columns.Series is null ? null : SeriesFit.Refit(columns.Series, dataset);
        Dataset rows = series is null ? dataset : SeriesWindows.Rows(series, dataset, out _);
        Measure(rows);
        NetworkColumns refitted = columns.With(
            [.. columns.Input.Select(column => column.Refit(rows.Find(column.Name), dataset.Missing).WithProfile(rows.Find(column.Name)))],
            [.. columns.Output.Select(column => column.Refit(rows.Find(column.Name), MissingPolicy.Error))],
            dataset.Missing);
        return series is null ? refitted : refitted.Of(series);
    }

    /// <summary>
    /// The columns of another network of a kind that is trained on these rows alone: of a time series those that follow from what is found in
    /// the rows, else the same.
    /// </summary>
    public static NetworkColumns Anew(NetworkColumns columns, Dataset dataset)
    {
        if (columns.Series is not { } before)
        {
            return columns;
        }

        NetworkSeries series = SeriesFit.Anew(before, dataset);
        string[] names = [.. series.Inputs().Select(static input => input.Name)];
        if (names.SequenceEqual(columns.Input.Select(static column => column.Name)))
        {
            return columns.Of(series);
        }

        series = SeriesFit.Refit(series, dataset);
        Dataset rows = SeriesWindows.Rows(series, dataset, out _);
        var known = columns.Input.ToDictionary(static column => column.Name);
        var fitting = new ColumnFitting(columns.Input[0].Scaling, dataset.Missing, TextFeatures.DefaultBits);
        NetworkColumn[] input = [.. names.Select(name => known.GetValueOrDefault(name) ?? Feature(rows.Find(name), fitting, missingUnit: true))];
        return columns.With(input, columns.Output, columns.MissingPolicy).Of(series);
    }

    /// <summary>The same columns, with ranges that include those of further training data, and its profiles.</summary>
    public static NetworkColumns Widen(NetworkColumns columns, Dataset dataset)
    {
        NetworkSeries? series = columns.Series is null ? null : SeriesFit.Remeasure(columns.Series, dataset);
        Dataset rows = series is null ? dataset : SeriesWindows.Rows(series, dataset, out _);
        Measure(rows);
        NetworkColumns widened = columns.With(
            [.. columns.Input.Select(column => column.Widen(rows.Find(column.Name)).WithProfile(rows.Find(column.Name)))],
            columns.Output,
            columns.MissingPolicy);
        return series is null ? widened : widened.Of(series);
    }

    /// <summary>Has columns measured that take long, by all threads; what is known is not measured again.</summary>
    public static void Measure(Dataset dataset)
    {
        DataColumn[] columns = [.. dataset.Columns];
        bool shares = (long)dataset.Count * columns.Length >= FewestToShare;
        (shares ? ParallelTeam.Of(Environment.ProcessorCount) : ParallelTeam.Single).Run(new Measuring(columns));
    }

    private static NetworkColumn Feature(DataColumn data, ColumnFitting fitting, bool missingUnit)
    {
        NetworkColumn column = ColumnFamily.All[data.Kind].FitFeature(data, fitting);
        return column.WithMissingUnit(missingUnit && column.Missing is not null && data.HasMissing);
    }

    private static int Positive(IReadOnlyList<DataColumn> targets, object? given)
    {
        CategoryColumn? target = targets is [CategoryColumn { Categories.Count: 2 } two] ? two : null;
        if (given is not null)
        {
            int place = NetworkColumns.IndexOf(target?.Categories ?? throw Errors.PositiveClassWithoutTwo(given), given);
            return place >= 0 ? place : throw Errors.PositiveClassUnknown(given, target.Categories);
        }

        return target is null ? NetworkColumns.DefaultPositive : ColumnFamily.All[target.Kind].Positive(target);
    }

    private sealed class Measuring(DataColumn[] columns) : ParallelWork
    {
        private int _next;

        public override void Execute(int part, int parts)
        {
            for (int i = Interlocked.Increment(ref _next) - 1; i < columns.Length; i = Interlocked.Increment(ref _next) - 1)
            {
                columns[i].Measure();
            }
        }
    }
}
