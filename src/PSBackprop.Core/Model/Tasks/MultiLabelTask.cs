using PSBackprop.Calibrations;

namespace PSBackprop.Tasks;

/// <summary>Several yes-or-no answers at once.</summary>
internal sealed class MultiLabelTask : TaskMember
{
    public override NetworkTask Kind => NetworkTask.MultiLabel;

    public override Activation SuitedOutput(int outputs) => Activation.Sigmoid;

    public override IReadOnlyList<string> LabelNames(IReadOnlyList<NetworkColumn> targets) => FixedList.Of(targets.Select(static column => column.Name));

    public override bool HasThreshold(int labels) => true;

    public override OutputDecoder CreateDecoder(NetworkColumns columns, bool isDistribution, OutputReading reading) =>
        new LabelsDecoder(columns.LabelNames, reading);

    public override CalibrationShape CalibrationOf(int outputs, bool isDistribution) =>
        new("the network has several targets that are a yes or no") { Slopes = outputs, Intercepts = outputs };
}
