using System.Numerics;

using PSBackprop.Inference;

namespace PSBackprop.Propagation.Losses;

/// <summary>A loss over the rows of a batch, with its gradient.</summary>
internal abstract class LossFunction
{
    /// <summary>Whether the loss of a batch is the mean over its samples, rather than the sum.</summary>
    public virtual bool IsMean => true;

    /// <summary>The output activation whose derivative the gradient includes already; null for none.</summary>
    public virtual Activation? FusedWith => null;

    /// <summary>The targets the loss is defined for.</summary>
    public virtual TargetDomain Domain => TargetDomain.AnyNumber;

    /// <summary>Whether the loss of a row is a sum over its outputs.</summary>
    public virtual bool IsPerUnit => true;

    /// <summary>Whether that sum is divided by the number of outputs.</summary>
    public virtual bool IsAverage => false;

    /// <summary>Outputs at which the loss, its slope or its curvature has a jump, for a target.</summary>
    public virtual IReadOnlyList<double> Kinks(double target) => [];

    /// <summary>The output activation to choose where the network's does not go with this loss.</summary>
    public virtual Activation SuitedOutput => FusedWith ?? Activation.Linear;

    /// <summary>The output that, given to every sample alike, makes the loss smallest.</summary>
    /// <param name="targets">The targets of one output, [samples].</param>
    /// <param name="weights">The samples' weights, [samples], or none if all count alike.</param>
    /// <param name="outputs">The number of outputs.</param>
    public virtual double BestConstant(double[] targets, double[] weights, int outputs) => Losses.BestConstant.Mean(targets, weights);

    /// <summary>The same for each output.</summary>
    /// <param name="targetsOf">Gives the targets of an output, [samples].</param>
    /// <param name="weights">The samples' weights, [samples], or none if all count alike.</param>
    /// <param name="outputs">The number of outputs.</param>
    public virtual double[] BestConstants(Func<int, double[]> targetsOf, double[] weights, int outputs) =>
        [.. Enumerable.Range(0, outputs).Select(output => BestConstant(targetsOf(output), weights, outputs))];

    /// <summary>The net input that gives an output, where the loss is fused with the output activation; else that output.</summary>
    public virtual double NetInputOf(double output) => output;

    /// <summary>The loss of one row, for exports; null where none has it.</summary>
    /// <param name="netInput">z of the output layer.</param>
    /// <param name="output">a of the output layer.</param>
    /// <param name="target">What was wanted.</param>
    /// <param name="outputs">The number of outputs.</param>
    public virtual Expression? Infer(Expression netInput, Expression output, Expression target, int outputs) => null;

    /// <summary>Whether the loss can be taken of this layer's outputs.</summary>
    public bool Accepts(Layer output) => FusedWith is { } needed ? output.Activation == needed : Domain.Suits(output.Function);

    /// <summary>The loss of samples from the sum that <see cref="Sum"/> gives for them: their mean, or that sum.</summary>
    /// <param name="sum">The sum over the samples, each times its weight.</param>
    /// <param name="weight">The sum of the samples' weights.</param>
    public double Reduce(double sum, double weight) => IsMean ? sum / weight : sum;

    /// <summary>The loss of each row times its weight, summed from the first row to the last.</summary>
    /// <param name="netInput">z of the output layer, [rows × outputs].</param>
    /// <param name="output">a of the output layer, [rows × outputs].</param>
    /// <param name="target">[rows × outputs].</param>
    /// <param name="weights">The rows' weights, [rows], or none if all count alike.</param>
    /// <param name="outputs">The number of outputs.</param>
    public abstract double Sum<T>(ReadOnlySpan<T> netInput, ReadOnlySpan<T> output, ReadOnlySpan<T> target, ReadOnlySpan<T> weights, int outputs)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>
    /// The gradient of <paramref name="factor"/> times the summed loss of rows of weight 1: with respect to the net
    /// input if the loss is fused with the output activation, to the output otherwise.
    /// </summary>
    /// <param name="output">a of the output layer, [rows × outputs].</param>
    /// <param name="target">[rows × outputs].</param>
    /// <param name="factor">1 / samples for a mean, 1 for a sum.</param>
    /// <param name="delta">Where the gradient goes, [rows × outputs].</param>
    /// <param name="outputs">The number of outputs.</param>
    public abstract void Gradient<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target, T factor, Span<T> delta, int outputs)
        where T : unmanaged, IFloatingPointIeee754<T>;

    // Keeps logarithms of constants finite.
    private protected const double LeastProbability = 1e-12;

    private protected static double Weight<T>(ReadOnlySpan<T> weights, int row)
        where T : unmanaged, IFloatingPointIeee754<T> => weights.IsEmpty ? 1 : double.CreateTruncating(weights[row]);
}
