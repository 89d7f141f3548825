using System.Numerics;

using PSBackprop.Training.Optimizers;

namespace PSBackprop.Training;

/// <summary>Step 4 of backpropagation: the update. An optimizer is settings alone; what it remembers lies in flat arrays beside the parameters.</summary>
internal abstract class Optimizer
{
    /// <summary>How many arrays, each as long as the parameters, the method remembers between steps.</summary>
    public abstract int MemoryCount { get; }

    /// <summary>The one place that says which method an <see cref="OptimizerKind"/> stands for.</summary>
    public static Optimizer Create(TrainingOptions options) => options.Optimizer switch
    {
        OptimizerKind.Adam => new Adam(options.Beta1, options.Beta2, options.Epsilon),
        OptimizerKind.Sgd => new Sgd(options.Momentum, options.Nesterov),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Optimizer, null),
    };

    /// <summary>The learning rate for a training that names none.</summary>
    public static double DefaultLearningRate(OptimizerKind optimizer) => optimizer switch
    {
        OptimizerKind.Sgd => 0.1,
        _ => 0.001,
    };

    /// <summary>Changes the parameters by one step.</summary>
    /// <param name="parameters">[count].</param>
    /// <param name="gradient">[count].</param>
    /// <param name="memory"><see cref="MemoryCount"/> arrays of [count], zero before the first step.</param>
    /// <param name="learningRate">The step's rate.</param>
    /// <param name="step">The step's number, counted from 1.</param>
    public abstract void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradient, T[][] memory, double learningRate, long step)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
