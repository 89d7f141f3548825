namespace PSBackprop;

/// <summary>All that a layer is built from, parameters aside.</summary>
/// <param name="Inputs">The number of inputs.</param>
/// <param name="Units">The number of units.</param>
/// <param name="Activation">The activation function.</param>
/// <param name="Slope">The slope below zero, where the activation has one.</param>
/// <param name="HasBias">Whether the units have biases, where the kind leaves the choice.</param>
/// <param name="Dropout">The probability that training silences an output.</param>
internal sealed record LayerShape(int Inputs, int Units, Activation Activation, double Slope, bool HasBias, double Dropout);
