using PSBackprop.Calibrations;

namespace PSBackprop.Tasks;

/// <summary>One or several numbers.</summary>
internal sealed class RegressionTask : TaskMember
{
    public override NetworkTask Kind => NetworkTask.Regression;

    public override bool HasNumbers => true;

    public override Activation SuitedOutput(int outputs) => Activation.Linear;

    public override OutputDecoder CreateDecoder(NetworkColumns columns, bool isDistribution, OutputReading reading) =>
        new NumberDecoder(columns.Output, reading);

    public override CalibrationShape CalibrationOf(int outputs, bool isDistribution) => new("the network's outputs are numbers") { Scores = outputs };
}
