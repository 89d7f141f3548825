namespace PSBackprop;

/// <summary>The columns of data that a network was made for: names, kinds, categories and scaling.</summary>
public sealed class NetworkColumns
{
    internal NetworkColumns(IReadOnlyList<NetworkColumn> input, IReadOnlyList<NetworkColumn> output, UnknownCategory unknownCategory)
    {
        Input = FixedList.Of(input);
        Output = FixedList.Of(output);
        UnknownCategory = unknownCategory;
        InputSize = input.Sum(static column => column.Width);
        OutputSize = output.Sum(static column => column.Width);
        Task = TaskOf([.. output.Select(static column => column.Kind)]) ?? throw Errors.TargetKindsMixed();
        Labels = Task switch
        {
            NetworkTask.Classification => Output[0].Categories,
            NetworkTask.MultiLabel => FixedList.Of(output.Select(static column => column.Name)),
            _ => FixedList.Of<string>([]),
        };
    }

    /// <summary>The feature columns, in the order of the network's inputs.</summary>
    public IReadOnlyList<NetworkColumn> Input { get; }

    /// <summary>The target columns, in the order of the network's outputs.</summary>
    public IReadOnlyList<NetworkColumn> Output { get; }

    /// <summary>What happens to categories that the training data did not have.</summary>
    public UnknownCategory UnknownCategory { get; }

    /// <summary>What the outputs stand for.</summary>
    public NetworkTask Task { get; }

    /// <summary>The class names of a classifier, or the targets' names of a multi-label one; else empty.</summary>
    public IReadOnlyList<string> Labels { get; }

    internal int InputSize { get; }

    internal int OutputSize { get; }

    /// <summary>What targets of these kinds are for; null if they do not go together.</summary>
    internal static NetworkTask? TaskOf(IReadOnlyList<ColumnKind> targets) => targets switch
    {
        _ when targets.All(static kind => kind == ColumnKind.Numeric) => NetworkTask.Regression,
        [_] => NetworkTask.Classification,
        _ when targets.All(static kind => kind == ColumnKind.Boolean) => NetworkTask.MultiLabel,
        _ => null,
    };
}
