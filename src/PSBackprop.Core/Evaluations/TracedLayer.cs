namespace PSBackprop.Evaluations;

/// <summary>What one layer held in one step of training, as it was computed.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Input">[rows × inputs].</param>
/// <param name="NetInput">z, [rows × units].</param>
/// <param name="Output">a, [rows × units].</param>
/// <param name="Delta">∂E/∂z, [rows × units].</param>
/// <param name="Slope">f′(z), [rows × units]; for a softmax, which has none of its own, empty.</param>
/// <param name="OutputGradient">∂E/∂a, [rows × units]; empty where the loss goes straight to ∂E/∂z.</param>
/// <param name="Before">The parameters that the forward pass used.</param>
/// <param name="Gradient">∂E/∂parameter.</param>
/// <param name="After">The parameters after the update.</param>
/// <param name="Above">The place among a step's layers of the one that takes the outputs; of the last layer its own.</param>
internal sealed record TracedLayer(
    Layer Layer,
    double[] Input,
    double[] NetInput,
    double[] Output,
    double[] Delta,
    double[] Slope,
    double[] OutputGradient,
    double[] Before,
    double[] Gradient,
    double[] After,
    int Above);
