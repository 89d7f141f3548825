using PSBackprop.Tasks;

namespace PSBackprop.Evaluations.Tasks;

/// <summary>What networks for a task are measured by, and calibrated with.</summary>
internal abstract class TaskEvaluator : IFamilyMember<NetworkTask>
{
    public abstract NetworkTask Kind { get; }

    /// <summary>Whether one of several classes is decided for, so that decisions may have costs.</summary>
    public virtual bool IsOfClasses => false;

    /// <summary>Says how good a network is.</summary>
    /// <param name="rows">What it gives for labelled rows.</param>
    /// <param name="decoder">What reads its outputs.</param>
    /// <param name="positive">The place of the positive class; null where there are not two.</param>
    /// <param name="level">The level of its intervals or sets of classes; null for none.</param>
    public abstract Evaluation Evaluate(LabelledOutputs rows, OutputDecoder decoder, int? positive, double? level);

    /// <summary>What to warn of in the rows of a calibration.</summary>
    /// <param name="rows">What the network gives for them.</param>
    public virtual IReadOnlyList<string> CalibrationFindings(LabelledOutputs rows) => [];

    /// <summary>Says how a network's outputs become honest.</summary>
    /// <param name="rows">What it gives for rows that it was not trained on.</param>
    /// <param name="settings">What decisions cost.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BackpropException">The rows say too little for it.</exception>
    /// <exception cref="NotSupportedException">Networks for the task have no calibration.</exception>
    public virtual NetworkCalibration Calibrate(LabelledOutputs rows, CostSettings settings, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
