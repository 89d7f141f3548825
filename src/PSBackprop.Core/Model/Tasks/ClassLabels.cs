namespace PSBackprop.Tasks;

/// <summary>The labels of a network, and what is said of them.</summary>
internal static class ClassLabels
{
    /// <summary>The classes of a classifier, or the targets' names of a multi-label network; without names their numbers.</summary>
    public static IReadOnlyList<object> Of(Network network) => network.Columns?.Labels ?? Numbers(Math.Max(network.OutputSize, 2));

    /// <summary>The same as texts, as they are in files.</summary>
    public static IReadOnlyList<string> NamesOf(Network network) => network.Columns?.LabelNames ?? [.. Of(network).Select(LabelType.Text)];

    /// <summary>The classes of a network that has no names for them.</summary>
    public static object[] Numbers(int count) => [.. Enumerable.Range(0, count).Cast<object>()];

    /// <summary>
    /// The place of the class that a user names as the positive one; the network's own where none is named, null where there are not
    /// two classes.
    /// </summary>
    /// <exception cref="BackpropException">There is no such class.</exception>
    public static int? Positive(Network network, object? given)
    {
        IReadOnlyList<string> names = network.Columns is { } columns
            ? columns.Positive is null ? [] : columns.LabelNames
            : network.OutputSize > 2 ? [] : [.. Numbers(2).Select(LabelType.Text)];
        if (given is null)
        {
            return names.Count == 2 ? network.Columns?.Positive ?? NetworkColumns.DefaultPositive : null;
        }

        int place = NetworkColumns.IndexOf(names.Count == 2 ? names : throw Errors.PositiveClassWithoutTwo(given), given);
        return place >= 0 ? place : throw Errors.PositiveClassUnknown(given, names);
    }

    /// <summary>The most probable labels, the most probable first; null for none.</summary>
    public static IReadOnlyList<ClassProbability>? Most(IReadOnlyList<object> labels, double[] probabilities, int top) => top == 0
        ? null
        : FixedList.Of(ByProbability(labels, probabilities).Take(top).Select(i => new ClassProbability(labels[i], probabilities[i])));

    /// <summary>
    /// The labels that are not less probable than those of held-out rows were, but for some (Sadinle, Lei, Wasserman 2019); null without
    /// a limit.
    /// </summary>
    public static IReadOnlyList<object>? Set(IReadOnlyList<object> labels, double[] probabilities, double? limit) => limit is null
        ? null
        : FixedList.Of(ByProbability(labels, probabilities).Where(i => 1 - probabilities[i] <= limit).Select(i => labels[i]));

    private static IEnumerable<int> ByProbability(IReadOnlyList<object> labels, double[] probabilities) =>
        Enumerable.Range(0, labels.Count).OrderByDescending(i => probabilities[i]);
}
