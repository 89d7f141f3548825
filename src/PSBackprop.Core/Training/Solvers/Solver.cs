using System.Numerics;

namespace PSBackprop.Training.Solvers;

/// <summary>How one epoch changes the parameters: many small steps, or one that looks at all samples.</summary>
internal abstract class Solver<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The loss of the epoch that has just been run, before its last step.</summary>
    public abstract double TakeLoss();

    /// <summary>The learning rate of the epoch's last step.</summary>
    public abstract double LearningRate { get; }

    /// <summary>The gradient norm at the epoch's last step.</summary>
    public abstract double GradientNorm { get; }

    /// <summary>Whether each step is w ← w − η g and nothing else.</summary>
    public virtual bool IsGradientStep => false;

    /// <summary>Why there is nothing more to do; null while there is.</summary>
    public virtual StopReason? End => null;

    /// <summary>Runs one epoch.</summary>
    /// <param name="epoch">Its number over the network's life.</param>
    /// <param name="cancellationToken">Ends it with the parameters of the last finished step.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public abstract void Run(int epoch, CancellationToken cancellationToken);

    /// <summary>Puts what the next epoch depends on, beside the parameters, into a state.</summary>
    public abstract void Save(TrainingState state);

    /// <summary>Takes it from a state again; the parameters are in place already.</summary>
    /// <exception cref="BackpropException">The state is of another training.</exception>
    public abstract void Load(TrainingState state);

    /// <summary>Hears of each epoch's loss, that of validation where there is one.</summary>
    public virtual void Observe(double loss)
    {
    }
}
