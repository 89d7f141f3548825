namespace PSBackprop.Inference;

/// <summary>
/// An operator of the ONNX specification (https://onnx.ai/onnx/operators), and the same in primitive operations. A
/// translator whose target has the operator may use it; one that does not know it takes the definition.
/// </summary>
/// <param name="name">The operator's name.</param>
/// <param name="operands">What it is applied to.</param>
/// <param name="attributes">Its attributes.</param>
/// <param name="definition">The same without it.</param>
internal sealed class NamedFunction(
    string name, IReadOnlyList<Expression> operands, IReadOnlyList<FunctionAttribute> attributes, Expression definition) : Expression
{
    public string Name { get; } = name;

    public IReadOnlyList<Expression> Operands { get; } = operands;

    public IReadOnlyList<FunctionAttribute> Attributes { get; } = attributes;

    public Expression Definition { get; } = definition;
}
