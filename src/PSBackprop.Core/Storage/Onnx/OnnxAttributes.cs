namespace PSBackprop.Storage.Onnx;

/// <summary>Attributes of nodes, with what holds for those that are left out.</summary>
internal static class OnnxAttributes
{
    public static double Number(NodeProto node, string name, double usual) => Find(node, name)?.F ?? usual;

    public static long Integer(NodeProto node, string name, long usual) => Find(node, name)?.I ?? usual;

    public static string Text(NodeProto node, string name, string usual) => Find(node, name)?.S.ToStringUtf8() ?? usual;

    public static double[]? Numbers(NodeProto node, string name) =>
        Find(node, name) is { } attribute ? [.. attribute.Floats.Select(static value => (double)value)] : null;

    public static AttributeProto? Find(NodeProto node, string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);
}
