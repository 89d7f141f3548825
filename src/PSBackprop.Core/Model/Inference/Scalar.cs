namespace PSBackprop.Inference;

/// <summary>A number that is the same for every unit.</summary>
/// <param name="value">The number.</param>
/// <param name="option">The option of the layer that the number is, if it is one: then a reader takes any number in its place.</param>
internal sealed class Scalar(double value, string? option = null) : Expression
{
    public double Value { get; } = value;

    public string? Option { get; } = option;
}
