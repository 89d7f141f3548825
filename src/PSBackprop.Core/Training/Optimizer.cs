using System.Numerics;

using PSBackprop.Training.Optimizers;

namespace PSBackprop.Training;

/// <summary>Step 4 of backpropagation: the update. An optimizer is settings alone; what it remembers lies in an <see cref="OptimizerState{T}"/>.</summary>
internal abstract class Optimizer
{
    /// <summary>The learning rate for a training that names none.</summary>
    public abstract double DefaultLearningRate { get; }

    /// <summary>The decoupled weight decay for a training that names none.</summary>
    public virtual double DefaultWeightDecay => 0;

    /// <summary>Whether the method is made for the gradient over all samples.</summary>
    public virtual bool WantsFullBatch => false;

    /// <summary>How many arrays, each as long as the parameters, the method remembers between steps.</summary>
    public abstract int MemoryCount { get; }

    /// <summary>How many numbers it remembers besides.</summary>
    public virtual int ScalarCount => 0;

    /// <summary>The one place that says which step by step method an <see cref="OptimizerKind"/> stands for.</summary>
    public static Optimizer Create(TrainingOptions options) => options.Optimizer switch
    {
        OptimizerKind.Adam => new Adam(options.Beta1 ?? 0.9, options.Beta2 ?? 0.999, options.Epsilon ?? 1e-8, options.AmsGrad),
        OptimizerKind.AdamW => new AdamW(options.Beta1 ?? 0.9, options.Beta2 ?? 0.999, options.Epsilon ?? 1e-8, options.AmsGrad),
        OptimizerKind.NAdam => new NAdam(options.Beta1 ?? 0.9, options.Beta2 ?? 0.999, options.Epsilon ?? 1e-8),
        OptimizerKind.RAdam => new RAdam(options.Beta1 ?? 0.9, options.Beta2 ?? 0.999, options.Epsilon ?? 1e-8),
        OptimizerKind.AdaMax => new AdaMax(options.Beta1 ?? 0.9, options.Beta2 ?? 0.999, options.Epsilon ?? 1e-8),
        OptimizerKind.Sgd => new Sgd(options.Momentum ?? 0, options.Nesterov),
        OptimizerKind.AdaGrad => new AdaGrad(options.Epsilon ?? 1e-10),
        OptimizerKind.AdaDelta => new AdaDelta(options.Rho ?? 0.9, options.Epsilon ?? 1e-6),
        OptimizerKind.RmsProp => new RmsProp(options.Rho ?? 0.99, options.Epsilon ?? 1e-8, options.Momentum ?? 0, options.Centered),
        OptimizerKind.Lion => new Lion(options.Beta1 ?? 0.9, options.Beta2 ?? 0.99),
        OptimizerKind.Rprop => new Rprop(),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Optimizer, null),
    };

    /// <summary>Changes the parameters by one step.</summary>
    /// <param name="state">The parameters, their gradient, and what is remembered.</param>
    /// <param name="learningRate">The step's rate.</param>
    /// <param name="decay">What the parameters are multiplied by first: 1 − rate · weight decay.</param>
    public abstract void Update<T>(OptimizerState<T> state, double learningRate, double decay)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
