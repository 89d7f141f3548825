using PSBackprop.Calibrations;

namespace PSBackprop.Tasks;

/// <summary>What the outputs of a network for columns stand for: its labels, its output layer, how its outputs are read and calibrated.</summary>
internal abstract class TaskMember : IFamilyMember<NetworkTask>
{
    public abstract NetworkTask Kind { get; }

    /// <summary>Whether the targets are the features, so that nothing is predicted beside the row itself.</summary>
    public virtual bool GivesRowsBack => false;

    /// <summary>Whether targets are numbers, which are compared in their own units.</summary>
    public virtual bool HasNumbers => false;

    /// <summary>The loss that suits it; null for the one that suits the output activation.</summary>
    public virtual Loss? SuitedLoss => null;

    /// <summary>The activation of the output layer unless given.</summary>
    /// <param name="outputs">The number of outputs.</param>
    public abstract Activation SuitedOutput(int outputs);

    /// <summary>The columns that a network with these features has as targets, where those in the list would be.</summary>
    public virtual IReadOnlyList<NetworkColumn> Targets(IReadOnlyList<NetworkColumn> input, IReadOnlyList<NetworkColumn> output) => output;

    /// <summary>What is done with unknown categories in targets, of which there are none where classes are learned: null.</summary>
    public virtual UnknownCategory? UnknownTarget => null;

    /// <summary>The classes, or the targets' names, as texts; empty for numbers.</summary>
    public virtual IReadOnlyList<string> LabelNames(IReadOnlyList<NetworkColumn> targets) => [];

    /// <summary>The same in the target's own type.</summary>
    public virtual IReadOnlyList<object> Labels(IReadOnlyList<NetworkColumn> targets) => LabelNames(targets);

    /// <summary>Whether one of these labels is looked for, and the other is not that one.</summary>
    public virtual bool HasPositive(int labels) => false;

    /// <summary>Whether a threshold decides for one of these labels, or for each of them.</summary>
    public virtual bool HasThreshold(int labels) => HasPositive(labels);

    /// <summary>What reads the outputs.</summary>
    /// <param name="columns">The network's columns.</param>
    /// <param name="isDistribution">Whether the outputs are the probabilities of classes.</param>
    /// <param name="reading">How they are read.</param>
    public abstract OutputDecoder CreateDecoder(NetworkColumns columns, bool isDistribution, OutputReading reading);

    /// <summary>What a calibration of such a network has.</summary>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="isDistribution">Whether they are the probabilities of classes.</param>
    public abstract CalibrationShape CalibrationOf(int outputs, bool isDistribution);
}
