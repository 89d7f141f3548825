using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;

namespace PSBackprop.Evaluations;

/// <summary>One step of training with all that was computed on the way.</summary>
/// <param name="Epoch">Its number over the network's life.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Target">[rows × outputs].</param>
/// <param name="Layers">The layers, the first hidden one first.</param>
/// <param name="Loss">The loss function.</param>
/// <param name="LossValue">The loss over all rows.</param>
/// <param name="Factor">What the summed loss is multiplied by: 1 / rows for a mean.</param>
/// <param name="L1">λ of the penalty λ Σ |w| in the loss.</param>
/// <param name="L2">λ of the penalty ½ λ Σ w² in the loss.</param>
/// <param name="LearningRate">The step's rate.</param>
/// <param name="Method">The optimizer with its settings.</param>
/// <param name="IsPlainDescent">Whether the update is the gradient times the rate and nothing else.</param>
internal sealed record TracedStep(
    int Epoch,
    int Rows,
    double[] Target,
    IReadOnlyList<TracedLayer> Layers,
    LossFunction Loss,
    double LossValue,
    double Factor,
    double L1,
    double L2,
    double LearningRate,
    string Method,
    bool IsPlainDescent);
