using System.Numerics;

using PSBackprop.Inference;

namespace PSBackprop.Activations;

/// <summary>An activation function with its derivative, over the net inputs of a whole batch.</summary>
internal abstract class ActivationFunction
{
    /// <summary>The smallest value the output can reach or approach.</summary>
    public abstract double Minimum { get; }

    /// <summary>The largest value the output can reach or approach.</summary>
    public abstract double Maximum { get; }

    /// <summary>Net inputs at which the function, its slope or its curvature has a jump.</summary>
    public virtual IReadOnlyList<double> Kinks => [];

    /// <summary>Whether each output depends on its own net input alone.</summary>
    public virtual bool IsElementwise => true;

    /// <summary>Whether the outputs of a row are probabilities that add up to 1.</summary>
    public virtual bool IsDistribution => false;

    /// <summary>Whether the slope is 0 for all net inputs below zero, so that a unit may never learn again.</summary>
    public virtual bool CanDie => false;

    /// <summary>The slope below zero, where that is an option; null where there is none.</summary>
    public virtual double? Slope => null;

    /// <summary>The first weights that keep the signal's variance through a layer with this activation.</summary>
    public virtual Initializer SuitedInitializer => Initializer.GlorotUniform;

    /// <summary>The way back from outputs; null for an activation whose outputs have no mean that is an output again, or no way back.</summary>
    public virtual ActivationInverse? Inverse => null;

    /// <summary>a = f(z) for exports; null if it cannot be said in primitive operations.</summary>
    public abstract Expression? Infer(Expression z);

    /// <summary>a = f(z), for [rows × units] net inputs; the two spans may be the same.</summary>
    public abstract void Apply<T>(ReadOnlySpan<T> netInput, Span<T> output, int units)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>
    /// Carries the gradient back through the function, in place: ∂E/∂a becomes ∂E/∂z.
    /// </summary>
    /// <param name="netInput">z, [rows × units].</param>
    /// <param name="output">a = f(z), [rows × units].</param>
    /// <param name="delta">∂E/∂a on entry, ∂E/∂z on return, [rows × units].</param>
    /// <param name="units">The number of units.</param>
    public abstract void Differentiate<T>(ReadOnlySpan<T> netInput, ReadOnlySpan<T> output, Span<T> delta, int units)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
