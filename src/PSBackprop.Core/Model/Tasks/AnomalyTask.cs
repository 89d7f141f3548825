using PSBackprop.Calibrations;

namespace PSBackprop.Tasks;

/// <summary>The row itself: what is badly given back is odd.</summary>
internal sealed class AnomalyTask : TaskMember
{
    public override NetworkTask Kind => NetworkTask.Anomaly;

    public override bool GivesRowsBack => true;

    public override Loss? SuitedLoss => Loss.Reconstruction;

    public override UnknownCategory? UnknownTarget => UnknownCategory.Zero;

    public override Activation SuitedOutput(int outputs) => Activation.Linear;

    /// <summary>The features, without those of kinds that are not given back.</summary>
    public override IReadOnlyList<NetworkColumn> Targets(IReadOnlyList<NetworkColumn> input, IReadOnlyList<NetworkColumn> output) =>
    [
        .. input
            .Where(static column => column.ReconstructionLoss is not null)
            .Select(static column => column.WithMissingUnit(false).WithProfile((ColumnProfile?)null)),
    ];

    public override OutputDecoder CreateDecoder(NetworkColumns columns, bool isDistribution, OutputReading reading) => new BareDecoder(reading);

    public override CalibrationShape CalibrationOf(int outputs, bool isDistribution) =>
        new("the network gives rows back and predicts nothing beside them");
}
