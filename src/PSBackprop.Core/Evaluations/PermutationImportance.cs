using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

using PSBackprop.Data;
using PSBackprop.Evaluations.Metrics;
using PSBackprop.Numerics;

namespace PSBackprop.Evaluations;

/// <summary>
/// What a network's predictions rest on: by how much a metric gets worse where the values of columns are exchanged among the rows
/// (Breiman 2001; for any model Fisher, Rudin and Dominici 2019).
/// </summary>
/// <remarks>
/// Were a column independent of the target and of the other columns, the metric with its values in their own rows would be one more draw
/// like those of the exchanges. How far their mean may lie from one more draw, the exchanges themselves show: t · s · √(1 + 1 / repeats),
/// where s is their standard deviation and t the quantile of Student's distribution for an error of 5 % over all columns together
/// (Bonferroni). That is the floor.
/// </remarks>
internal static class PermutationImportance
{
    /// <summary>A row alone has no other to exchange values with.</summary>
    public const int FewestRows = 2;

    private const double ErrorOfFloor = 0.05;

    /// <summary>Rows in another order, as many times as asked for; the same for every column.</summary>
    /// <returns>[repeats][rows]: the row that each row takes the values of.</returns>
    public static IReadOnlyList<int[]> Draw(int rows, int repeats, int seed) =>
    [
        .. Enumerable.Range(0, repeats)
            .Select(repeat => Combinatorics.GeneratePermutation(rows, RandomStream.Create(seed, RandomPurpose.Importance, repeat))),
    ];

    /// <summary>Measures groups of columns.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">[rows × features].</param>
    /// <param name="target">[rows × outputs].</param>
    /// <param name="groups">The groups.</param>
    /// <param name="metric">What gets worse.</param>
    /// <param name="permutations">[repeats][rows]: the row that each row takes the values of.</param>
    /// <param name="throttleLimit">How many measurements at once; it changes no bit of the result.</param>
    /// <param name="onMeasured">Called after each measurement, on any thread; null for nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The most important first; those alike in the order of the groups.</returns>
    /// <exception cref="BackpropException">The data does not fit, or the metric is not defined for it.</exception>
    public static IReadOnlyList<FeatureImportance> Measure(
        Network network,
        DataMatrix input,
        DataMatrix target,
        IReadOnlyList<ColumnGroup> groups,
        EvaluationMetric metric,
        IReadOnlyList<int[]> permutations,
        int throttleLimit,
        Action? onMeasured,
        CancellationToken cancellationToken)
    {
        double baseline = Score(input, throttleLimit, cancellationToken);
        int repeats = permutations.Count;
        double[] losses = new double[groups.Count * repeats];

        // Of rows in a file a group's columns are in memory while it is measured.
        var sources = groups.Select(group => new Lazy<DataMatrix>(() => input.Only(group.Units))).ToArray();
        int[] left = [.. Enumerable.Repeat(repeats, groups.Count)];
        Concurrently.Run(losses.Length, throttleLimit, Exchange, cancellationToken);
        FeatureImportance[] ranked = [.. groups
            .Select((group, i) => Of(group, metric, losses.AsSpan(i * repeats, repeats).ToArray(), groups.Count))
            .OrderByDescending(static importance => importance.Importance)];
        for (int i = 0; i < ranked.Length; i++)
        {
            ranked[i].Rank = i + 1;
        }

        return ranked;

        void Exchange(int measurement, CancellationToken token)
        {
            int place = measurement / repeats;
            int[] permutation = permutations[measurement % repeats];
            DataMatrix exchanged = input.With(sources[place].Value, groups[place].Units, row => permutation[row]);
            losses[measurement] = baseline - Score(exchanged, 1, token);
            if (Interlocked.Decrement(ref left[place]) == 0)
            {
                sources[place] = null!;
            }

            onMeasured?.Invoke();
        }

        double Score(DataMatrix data, int threads, CancellationToken token)
        {
            Evaluation evaluation = Evaluator.Evaluate(network, data, target, threads, token);
            return metric.Score(evaluation.ValueOrNull(metric) ?? throw Errors.ImportanceMetricUndefined(metric.Name));
        }
    }

    /// <summary>What to warn of: a metric that no exchange has changed, so that it says nothing of any column; null for nothing.</summary>
    /// <param name="measured">What was measured.</param>
    /// <param name="target">[rows × outputs].</param>
    public static string? Finding(IReadOnlyList<FeatureImportance> measured, DataMatrix target) =>
        measured.Any(static one => one.Values.Any(static value => value != 0))
            ? null
            : Errors.ImportanceUnchanged(
                measured[0].Metric,
                Enumerable.Range(1, target.Rows - 1).All(row => Enumerable.Range(0, target.Columns).All(j => target[row, j] == target[0, j])));

    private static FeatureImportance Of(ColumnGroup group, EvaluationMetric metric, double[] values, int groups)
    {
        if (values.Length == 1)
        {
            return new FeatureImportance(group.Name, group.Columns, metric.Name, values, standardDeviation: null, floor: null);
        }

        double deviation = values.StandardDeviation();
        double quantile = StudentT.InvCDF(0, 1, values.Length - 1, 1 - (ErrorOfFloor / groups));
        return new FeatureImportance(
            group.Name, group.Columns, metric.Name, values, deviation, quantile * deviation * Math.Sqrt(1 + (1.0 / values.Length)));
    }
}
