namespace PSBackprop.Tasks;

/// <summary>What networks are for.</summary>
internal static class TaskFamily
{
    public static Family<NetworkTask, TaskMember> All { get; } =
        new(new RegressionTask(), new ClassificationTask(), new MultiLabelTask(), new AnomalyTask());

    /// <summary>What targets of these kinds are for; null if they do not go together.</summary>
    public static NetworkTask? OfTargets(IReadOnlyList<ColumnKind> targets) => targets.Distinct().ToArray() is not [var kind] ? null
        : targets.Count == 1 ? ColumnFamily.All[kind].Task
        : ColumnFamily.All[kind].TaskOfSeveral;
}
