using Google.Protobuf;

namespace PSBackprop.Storage.Onnx;

/// <summary>The operator that each activation is in ONNX, with the attributes that make it so; the one table for writing and reading.</summary>
internal static class OnnxActivations
{
    // A swish has no operator of its own in the operator set written; it is its input times its sigmoid.
    public const string SwishGate = "Sigmoid";

    private const double Tolerance = 1e-6;

    private static readonly (Activation Activation, string Operator, (string Name, object Value, object Usual)[] Attributes)[] s_table =
    [
        (Activation.Sigmoid, "Sigmoid", []),
        (Activation.HardSigmoid, "HardSigmoid", [("alpha", 1.0 / 6, 0.2), ("beta", 0.5, 0.5)]),
        (Activation.Tanh, "Tanh", []),
        (Activation.ReLU, "Relu", []),
        (Activation.Elu, "Elu", [("alpha", 1.0, 1.0)]),
        (Activation.Selu, "Selu", [("alpha", 1.6732632423543772, 1.6732631921768188), ("gamma", 1.0507009873554805, 1.0507010221481323)]),
        (Activation.Gelu, "Gelu", [("approximate", "none", "none")]),
        (Activation.GeluTanh, "Gelu", [("approximate", "tanh", "none")]),
        (Activation.Mish, "Mish", []),
        (Activation.Softplus, "Softplus", []),
        (Activation.Softsign, "Softsign", []),
        (Activation.Softmax, "Softmax", []),
    ];

    /// <summary>The node of an activation, without inputs and outputs; null for those that are no single operator.</summary>
    public static NodeProto? Node(LayerShape shape)
    {
        if (shape.Activation == Activation.LeakyReLU)
        {
            return new NodeProto { OpType = "LeakyRelu", Attribute = { Attribute("alpha", shape.Slope) } };
        }

        foreach (var (activation, name, attributes) in s_table)
        {
            if (activation == shape.Activation)
            {
                var node = new NodeProto { OpType = name };
                node.Attribute.Add(attributes.Select(static attribute => Attribute(attribute.Name, attribute.Value)));
                return node;
            }
        }

        return null;
    }

    /// <summary>The activation that a node is.</summary>
    /// <returns>Null if it is none that there is.</returns>
    public static (Activation Activation, double? Slope)? Recognize(NodeProto node)
    {
        if (node.OpType == "LeakyRelu")
        {
            const double usualSlope = 0.01;
            return (Activation.LeakyReLU, OnnxAttributes.Number(node, "alpha", usualSlope));
        }

        foreach (var (activation, name, attributes) in s_table)
        {
            if (name == node.OpType && Array.TrueForAll(attributes, attribute => Matches(node, attribute)))
            {
                return (activation, null);
            }
        }

        return null;
    }

    private static bool Matches(NodeProto node, (string Name, object Value, object Usual) attribute) => attribute.Value is string text
        ? OnnxAttributes.Text(node, attribute.Name, (string)attribute.Usual) == text
        : Math.Abs(OnnxAttributes.Number(node, attribute.Name, (double)attribute.Usual) - (double)attribute.Value) <= Tolerance;

    private static AttributeProto Attribute(string name, object value) => value is string text
        ? new AttributeProto { Name = name, S = ByteString.CopyFromUtf8(text), Type = AttributeProto.Types.AttributeType.String }
        : new AttributeProto { Name = name, F = (float)(double)value, Type = AttributeProto.Types.AttributeType.Float };
}
