using System.Text.Json;

namespace PSBackprop.Storage;

/// <summary>
/// Reads a network from JSON. Nothing is taken on trust: every member is checked, sizes come from what the file holds
/// and not from what it claims, and whatever is wrong is named by its place.
/// </summary>
internal static class NetworkReader
{
    private const int MaximumDepth = 16;

    /// <exception cref="BackpropException">The file is not JSON, not a network, of a newer version, or wrong somewhere.</exception>
    public static Network Read(Stream stream, string source)
    {
        using JsonDocument document = Parse(stream, source);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("format", out JsonElement format)
            || format.ValueKind != JsonValueKind.String
            || format.GetString() != NetworkFormat.Name)
        {
            throw Errors.FileNotOurs(source);
        }

        if (root.TryGetProperty("version", out JsonElement claimed) && claimed.ValueKind == JsonValueKind.Number && claimed.TryGetInt32(out int version) && version > NetworkFormat.Version)
        {
            throw Errors.FileNewer(source, version);
        }

        var file = JsonNode.Root(root, source);
        file.AllowMembers("format", "version", "name", "precision", "seed", "loss", "epochsTrained", "input", "layers");
        file.Member("version").Integer(1, NetworkFormat.Version);
        Precision precision = file.Member("precision").Name<Precision>();
        int seed = file.Member("seed").Integer(0, int.MaxValue);
        JsonNode input = file.Member("input").Object();
        input.AllowMembers("size");
        int inputSize = input.Member("size").Integer(1, int.MaxValue);

        var layers = new List<Layer>();
        var parameters = new List<double[]>();
        int inputs = inputSize;
        long count = 0;
        JsonNode[] nodes = [.. file.Member("layers").Items()];
        for (int i = 0; i < nodes.Length; i++)
        {
            Layer layer = ReadLayer(nodes[i], inputs, precision, parameters);
            RequirePlace(nodes[i], layer, i, nodes.Length);
            count += layer.ParameterCount;
            Network.RequireCount(count);
            layers.Add(layer);
            inputs = layer.Units;
        }

        if (layers.Count == 0)
        {
            throw file.Member("layers").Fault("is empty; a network has at least one layer");
        }

        var network = new Network(inputSize, layers, precision, seed, file.OptionalMember("name")?.Text())
        {
            Loss = file.OptionalMember("loss")?.Name<Loss>(),
            EpochsTrained = file.OptionalMember("epochsTrained")?.Integer(0, int.MaxValue) ?? 0,
        };
        network.SetParameters([.. parameters.SelectMany(static part => part)]);
        return network;
    }

    private static JsonDocument Parse(Stream stream, string source)
    {
        try
        {
            return JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = MaximumDepth });
        }
        catch (JsonException exception)
        {
            string place = $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
            throw Errors.FileNotJson(source, place, exception);
        }
    }

    private static Layer ReadLayer(JsonNode node, int inputs, Precision precision, List<double[]> parameters)
    {
        LayerKind kind = node.Object().Member("kind").Name<LayerKind>();
        var shape = new LayerShape(
            inputs,
            node.Member("units").Integer(1, int.MaxValue),
            node.Member("activation").Name<Activation>(),
            node.OptionalMember("slope")?.Number(Precision.Double) ?? Activations.LeakyReLU.DefaultSlope,
            HasBias: node.OptionalMember("biases") is not null,
            Dropout: node.OptionalMember("dropout")?.Number(Precision.Double) ?? 0);
        if ((long)inputs * shape.Units > Array.MaxLength)
        {
            throw node.Member("units").Fault($"is {shape.Units}, more than fits with {inputs} inputs");
        }

        Layer layer = LayerKinds.Create(kind, shape);
        if (kind == LayerKind.BatchNormalization && shape.Units != inputs)
        {
            throw node.Member("units").Fault($"is {shape.Units}; the layer has {inputs} inputs and as many units");
        }

        layer.Frozen = node.OptionalMember("frozen")?.Name<FrozenPart>() ?? FrozenPart.None;
        node.AllowMembers(["kind", "units", "activation", "slope", "dropout", "frozen", .. layer.Tensors.Select(static tensor => tensor.Name)]);
        foreach (ParameterTensor tensor in layer.Tensors)
        {
            ReadTensor(node.Member(tensor.Name), tensor, precision, parameters);
        }

        return layer;
    }

    private static void ReadTensor(JsonNode node, ParameterTensor tensor, Precision precision, List<double[]> parameters)
    {
        if (tensor.Rows is not { } expected)
        {
            parameters.Add(node.Numbers(tensor.Columns, precision, tensor.Minimum));
            return;
        }

        int rows = 0;
        foreach (JsonNode row in node.Items())
        {
            parameters.Add(row.Numbers(tensor.Columns, precision, tensor.Minimum));
            rows++;
        }

        if (rows != expected)
        {
            throw node.Fault($"has {rows} rows; the layer has {expected} inputs");
        }
    }

    private static void RequirePlace(JsonNode node, Layer layer, int index, int count)
    {
        try
        {
            Network.RequirePlace(layer.Shape, index, last: index == count - 1);
        }
        catch (BackpropException fault)
        {
            throw node.Fault($"cannot be: {fault.Message.TrimEnd('.')}");
        }
    }
}
