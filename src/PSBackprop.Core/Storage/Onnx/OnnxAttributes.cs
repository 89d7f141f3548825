namespace PSBackprop.Storage.Onnx;

/// <summary>Attributes of nodes, with what holds for those that are left out.</summary>
internal static class OnnxAttributes
{
    public static double Number(NodeProto node, string name, double defaultValue) => Find(node, name)?.F ?? defaultValue;

    public static long Integer(NodeProto node, string name, long defaultValue) => Find(node, name)?.I ?? defaultValue;

    public static string Text(NodeProto node, string name, string defaultValue) => Find(node, name)?.S.ToStringUtf8() ?? defaultValue;

    public static double[]? Numbers(NodeProto node, string name) =>
        Find(node, name) is { } attribute ? [.. attribute.Floats.Select(static value => (double)value)] : null;

    public static AttributeProto? Find(NodeProto node, string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);
}
