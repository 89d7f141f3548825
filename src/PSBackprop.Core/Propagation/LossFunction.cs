using System.Numerics;

using PSBackprop.Propagation.Losses;

namespace PSBackprop.Propagation;

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

    /// <summary>The one place that says which function a <see cref="Loss"/> stands for.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="labelSmoothing">How much of each class target goes to all classes alike, from 0 to below 1; for the cross-entropies.</param>
    public static LossFunction Create(Loss loss, double labelSmoothing = 0) => loss switch
    {
        Loss.SumSquaredError => new ElementwiseLoss<HalfSquaredError>(isMean: false),
        Loss.MeanSquaredError => new ElementwiseLoss<SquaredError>(),
        Loss.MeanAbsoluteError => new ElementwiseLoss<AbsoluteError>(),
        Loss.Huber => new ElementwiseLoss<HuberError>(),
        Loss.LogCosh => new ElementwiseLoss<LogCoshError>(),
        Loss.BinaryCrossEntropy => new BinaryCrossEntropy(labelSmoothing),
        Loss.CategoricalCrossEntropy => new CategoricalCrossEntropy(labelSmoothing),
        Loss.Hinge => new ElementwiseLoss<HingeError>(domain: TargetDomain.Sign),
        Loss.SquaredHinge => new ElementwiseLoss<SquaredHingeError>(domain: TargetDomain.Sign),
        Loss.Poisson => new ElementwiseLoss<PoissonError>(domain: TargetDomain.NotNegative),
        Loss.KullbackLeibler => new KullbackLeibler(),
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, null),
    };

    /// <summary>The loss that suits an output activation.</summary>
    public static Loss DefaultFor(Activation output) => output switch
    {
        Activation.Softmax => Loss.CategoricalCrossEntropy,
        Activation.Sigmoid => Loss.BinaryCrossEntropy,
        _ => Loss.MeanSquaredError,
    };

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

    private protected static double Weight<T>(ReadOnlySpan<T> weights, int row)
        where T : unmanaged, IFloatingPointIeee754<T> => weights.IsEmpty ? 1 : double.CreateTruncating(weights[row]);
}
