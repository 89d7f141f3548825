using PSBackprop.Inference;

namespace PSBackprop.Storage.Onnx;

/// <summary>What ONNX calls the primitive operations, and what its operators take for attributes that a node leaves out.</summary>
internal static class OnnxOperators
{
    private const double Tolerance = 1e-6;

    // Of the operators that functions are named after, ONNX Runtime has these in double precision; the rest in single alone.
    private static readonly HashSet<string> s_inDouble = ["BatchNormalization", "Relu", "Sigmoid", "Softmax"];

    private static readonly Dictionary<(string Operator, string Attribute), object> s_defaults = new()
    {
        [("Elu", "alpha")] = 1.0,
        [("Gelu", "approximate")] = "none",
        [("HardSigmoid", "alpha")] = 0.2,
        [("HardSigmoid", "beta")] = 0.5,
        [("LeakyRelu", "alpha")] = 0.01,
        [("Selu", "alpha")] = 1.67326319217681884765625,
        [("Selu", "gamma")] = 1.05070102214813232421875,
    };

    public static string Of(Primitive primitive) => primitive switch
    {
        Primitive.Add => "Add",
        Primitive.Subtract => "Sub",
        Primitive.Multiply => "Mul",
        Primitive.Divide => "Div",
        Primitive.Minimum => "Min",
        Primitive.Maximum => "Max",
        Primitive.Absolute => "Abs",
        Primitive.Negate => "Neg",
        Primitive.Exp => "Exp",
        Primitive.Log => "Log",
        Primitive.Sqrt => "Sqrt",
        Primitive.Tanh => "Tanh",
        Primitive.RowSum => "ReduceSum",
        Primitive.RowMaximum => "ReduceMax",
        _ => throw new ArgumentOutOfRangeException(nameof(primitive), primitive, null),
    };

    /// <summary>Whether the two operands may change places.</summary>
    public static bool IsCommutative(Primitive primitive) =>
        primitive is Primitive.Add or Primitive.Multiply or Primitive.Minimum or Primitive.Maximum;

    /// <summary>Whether programs that run models have the operator in a precision.</summary>
    public static bool Has(NamedFunction function, Precision precision) => precision == Precision.Single || s_inDouble.Contains(function.Name);

    /// <summary>Whether a node is a function's operator with its attributes; what options of a layer they are goes into <paramref name="options"/>.</summary>
    public static bool Matches(NodeProto node, NamedFunction function, IDictionary<string, double> options) =>
        node.OpType == function.Name && function.Attributes.All(attribute => Matches(node, attribute, options));

    /// <summary>Whether a number is the one of a formula, to the precision of attributes.</summary>
    public static bool Matches(double number, Scalar scalar, IDictionary<string, double> options)
    {
        if (scalar.Option is { } option)
        {
            options[option] = number;
            return true;
        }

        return Math.Abs(number - scalar.Value) <= Tolerance * Math.Max(1, Math.Abs(scalar.Value));
    }

    private static bool Matches(NodeProto node, FunctionAttribute attribute, IDictionary<string, double> options)
    {
        object? byDefault = s_defaults.GetValueOrDefault((node.OpType, attribute.Name));
        return attribute.Number is { } number
            ? Matches(OnnxAttributes.Number(node, attribute.Name, byDefault as double? ?? double.NaN), number, options)
            : OnnxAttributes.Text(node, attribute.Name, byDefault as string ?? string.Empty) == attribute.Word;
    }
}
