namespace PSBackprop.Inference;

/// <summary>x · W + b.</summary>
/// <param name="operand">x, [inputs].</param>
/// <param name="weights">W, [inputs × units], row by row.</param>
/// <param name="biases">b, [units]; null for none.</param>
/// <param name="inputs">The number of inputs.</param>
/// <param name="units">The number of units.</param>
internal sealed class Product(Expression operand, UnitVector weights, UnitVector? biases, int inputs, int units) : Expression
{
    public Expression Operand { get; } = operand;

    public UnitVector Weights { get; } = weights;

    public UnitVector? Biases { get; } = biases;

    public int Inputs { get; } = inputs;

    public int Units { get; } = units;
}
