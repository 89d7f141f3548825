using System.Numerics;

namespace PSBackprop.Training.Optimizers;

/// <summary>Step 4 of backpropagation: the update. An optimizer is settings alone; what it remembers lies in an <see cref="OptimizerState{T}"/>.</summary>
internal abstract class Optimizer
{
    /// <summary>How many arrays, each as long as the parameters, the method remembers between steps.</summary>
    public abstract int MemoryCount { get; }

    /// <summary>How many numbers it remembers besides.</summary>
    public virtual int ScalarCount => 0;

    /// <summary>Whether a step is w ← w − η g and nothing else.</summary>
    public virtual bool IsGradientStep => false;

    /// <summary>Changes the parameters by one step.</summary>
    /// <param name="state">The parameters, their gradient, and what is remembered.</param>
    /// <param name="learningRate">The step's rate.</param>
    /// <param name="decay">What the parameters are multiplied by first: 1 − rate · weight decay.</param>
    public abstract void Update<T>(OptimizerState<T> state, double learningRate, double decay)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
