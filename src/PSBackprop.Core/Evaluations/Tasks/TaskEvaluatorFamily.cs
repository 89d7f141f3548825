using PSBackprop.Data;

namespace PSBackprop.Evaluations.Tasks;

/// <summary>How networks are measured and calibrated, by what they are for.</summary>
internal static class TaskEvaluatorFamily
{
    public static Family<NetworkTask, TaskEvaluator> All { get; } =
        new(new RegressionEvaluator(), new ClassificationEvaluator(), new MultiLabelEvaluator(), new AnomalyEvaluator());

    /// <summary>That of a network; without columns it is for classes where its outputs and the targets can be those, else for numbers.</summary>
    /// <param name="network">The network.</param>
    /// <param name="target">[samples × outputs].</param>
    public static TaskEvaluator Of(Network network, DataMatrix target) => All[network.Columns?.Task
        ?? (ClassificationEvaluator.AreClasses(network, target) ? NetworkTask.Classification : NetworkTask.Regression)];
}
