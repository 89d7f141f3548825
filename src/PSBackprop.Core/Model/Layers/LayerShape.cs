namespace PSBackprop.Layers;

/// <summary>What every layer is built from, whatever its kind.</summary>
/// <param name="Inputs">The number of inputs.</param>
/// <param name="Units">The number of units.</param>
/// <param name="Activation">The activation function.</param>
/// <param name="Slope">The slope below zero, where the activation has one; null for its usual one.</param>
/// <param name="Dropout">The probability that training drops an output.</param>
internal sealed record LayerShape(int Inputs, int Units, Activation Activation, double? Slope, double Dropout);
