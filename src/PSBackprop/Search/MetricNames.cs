namespace PSBackprop.Search;

/// <summary>The names of the metrics that an evaluation has, by what the network is for.</summary>
internal static class MetricNames
{
    private static readonly Dictionary<NetworkTask, (Type Evaluation, string First)> s_evaluations = new()
    {
        [NetworkTask.Classification] = (typeof(ClassificationEvaluation), nameof(ClassificationEvaluation.Accuracy)),
        [NetworkTask.MultiLabel] = (typeof(MultiLabelEvaluation), nameof(MultiLabelEvaluation.Accuracy)),
        [NetworkTask.Regression] = (typeof(RegressionEvaluation), nameof(RegressionEvaluation.R2)),
    };

    public static IEnumerable<string> All => Enum.GetValues<NetworkTask>().SelectMany(Of).Distinct();

    public static IEnumerable<string> Of(NetworkTask task) => s_evaluations[task].Evaluation.GetProperties()
        .Where(static property => property.PropertyType == typeof(double) || property.PropertyType == typeof(double?))
        .Select(static property => property.Name);

    /// <summary>The metric with this name, in any case; without a name the one that tells most. Means over classes are called so.</summary>
    /// <exception cref="BackpropException">There is none of that name.</exception>
    public static string Find(NetworkColumns columns, string name)
    {
        string[] known = [.. Of(columns.Task)];
        string found = name.Length == 0
            ? s_evaluations[columns.Task].First
            : Array.Find(known, one => one.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw Errors.SearchMetricUnknown(name, known);
        return columns.PositiveClass is null && known.Contains($"Macro{found}") ? $"Macro{found}" : found;
    }
}
