namespace PSBackprop.Inference;

/// <summary>A primitive operation: unit by unit, or from all units of a row to one number.</summary>
internal sealed class Operation(Primitive primitive, params Expression[] operands) : Expression
{
    public Primitive Primitive { get; } = primitive;

    public IReadOnlyList<Expression> Operands { get; } = operands;
}
