using PSBackprop.Training.Optimizers;
using PSBackprop.Training.Settings;

namespace PSBackprop.Training.Solvers;

/// <summary>A method that takes one step an epoch by the gradient over all samples.</summary>
internal abstract class FullBatchOptimizer(OptimizerKind kind) : OptimizerMember(kind)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings { get; } = [OptimizerSettings.GradientTolerance];

    public override string Describe(TrainingOptions options) => Kind.ToString();
}
