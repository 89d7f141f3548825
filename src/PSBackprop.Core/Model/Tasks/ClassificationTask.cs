using PSBackprop.Calibrations;

namespace PSBackprop.Tasks;

/// <summary>One class out of several: of two with one output, or with an output for each.</summary>
internal sealed class ClassificationTask : TaskMember
{
    public override NetworkTask Kind => NetworkTask.Classification;

    public override Activation SuitedOutput(int outputs) => outputs > 1 ? Activation.Softmax : Activation.Sigmoid;

    public override IReadOnlyList<string> LabelNames(IReadOnlyList<NetworkColumn> targets) => targets[0].Categories;

    public override IReadOnlyList<object> Labels(IReadOnlyList<NetworkColumn> targets) => targets[0].LabelType.Labels(LabelNames(targets));

    public override bool HasPositive(int labels) => labels == 2;

    public override OutputDecoder CreateDecoder(NetworkColumns columns, bool isDistribution, OutputReading reading) => columns.OutputSize == 1
        ? new BinaryDecoder(columns.Labels, reading)
        : new ClassDecoder(columns.Labels, isDistribution, reading);

    public override CalibrationShape CalibrationOf(int outputs, bool isDistribution) =>
        outputs == 1 ? new CalibrationShape("the network has one output for two classes") { Slopes = 1, Intercepts = 1, HasCosts = true, Scores = 1 }
        : isDistribution ? new CalibrationShape("the network has an output for each class") { Slopes = 1, HasCosts = true, Scores = 1 }
        : new CalibrationShape("the network's outputs are not probabilities");
}
