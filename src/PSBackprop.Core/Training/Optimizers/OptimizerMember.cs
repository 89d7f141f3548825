using System.Numerics;

using PSBackprop.Training.Settings;
using PSBackprop.Training.Solvers;

namespace PSBackprop.Training.Optimizers;

/// <summary>A method of update: its settings, and what it makes for a training.</summary>
internal abstract class OptimizerMember(OptimizerKind kind) : IConfigurable, IFamilyMember<OptimizerKind>
{
    public OptimizerKind Kind { get; } = kind;

    /// <inheritdoc/>
    public abstract IReadOnlyList<Setting> Settings { get; }

    /// <summary>The number of samples for each step; null for a method that takes all of them, whatever the training says.</summary>
    public virtual Setting<int>? BatchSize => null;

    /// <summary>The method with its settings, for people.</summary>
    public abstract string Describe(TrainingOptions options);

    /// <exception cref="BackpropException">The method cannot train this network by this loss.</exception>
    public virtual void Require(TrainingPlan plan)
    {
    }

    /// <summary>Makes what runs the epochs of one training.</summary>
    public abstract Solver<T> CreateSolver<T>(TrainingPlan plan, GradientPass<T> pass)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
