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

    /// <summary>The one place that says which function a <see cref="Loss"/> stands for.</summary>
    public static LossFunction Create(Loss loss) => loss switch
    {
        Loss.SumSquaredError => new SumSquaredError(),
        Loss.MeanSquaredError => new MeanSquaredError(),
        Loss.BinaryCrossEntropy => new BinaryCrossEntropy(),
        Loss.CategoricalCrossEntropy => new CategoricalCrossEntropy(),
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, null),
    };

    /// <summary>The loss that suits an output activation.</summary>
    public static Loss DefaultFor(Activation output) => output switch
    {
        Activation.Softmax => Loss.CategoricalCrossEntropy,
        Activation.Sigmoid => Loss.BinaryCrossEntropy,
        _ => Loss.MeanSquaredError,
    };

    /// <summary>The loss of each row, summed from the first to the last.</summary>
    /// <param name="netInput">z of the output layer, [rows × outputs].</param>
    /// <param name="output">a of the output layer, [rows × outputs].</param>
    /// <param name="target">[rows × outputs].</param>
    /// <param name="outputs">The number of outputs.</param>
    public abstract double Sum<T>(ReadOnlySpan<T> netInput, ReadOnlySpan<T> output, ReadOnlySpan<T> target, int outputs)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>
    /// The gradient of <paramref name="factor"/> times the summed loss: with respect to the net input if the loss is
    /// fused with the output activation, to the output otherwise.
    /// </summary>
    /// <param name="output">a of the output layer, [rows × outputs].</param>
    /// <param name="target">[rows × outputs].</param>
    /// <param name="factor">1 / samples for a mean, 1 for a sum.</param>
    /// <param name="delta">Where the gradient goes, [rows × outputs].</param>
    /// <param name="outputs">The number of outputs.</param>
    public abstract void Gradient<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target, T factor, Span<T> delta, int outputs)
        where T : unmanaged, IFloatingPointIeee754<T>;

    private protected static double SquaredDistance<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int i = 0; i < output.Length; i++)
        {
            double error = double.CreateTruncating(target[i]) - double.CreateTruncating(output[i]);
            sum += error * error;
        }

        return sum;
    }

    private protected static void ScaledDifference<T>(ReadOnlySpan<T> output, ReadOnlySpan<T> target, T factor, Span<T> delta)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < delta.Length; i++)
        {
            delta[i] = factor * (output[i] - target[i]);
        }
    }
}
