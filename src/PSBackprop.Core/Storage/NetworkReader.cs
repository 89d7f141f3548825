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
        foreach (JsonNode node in file.Member("layers").Items())
        {
            if (layers.Count > 0 && ((DenseLayer)layers[^1]).Activation == Activation.Softmax)
            {
                throw file.Member("layers").Items().ElementAt(layers.Count - 1).Member("activation").Fault("is softmax, which only the last layer can have");
            }

            DenseLayer layer = ReadDense(node, inputs, precision, parameters);
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

    private static DenseLayer ReadDense(JsonNode node, int inputs, Precision precision, List<double[]> parameters)
    {
        node.Object().AllowMembers("kind", "units", "activation", "weights", "biases");
        string kind = node.Member("kind").Text();
        if (kind != DenseLayer.KindName)
        {
            throw node.Member("kind").Fault($"is '{kind}'; this module knows {DenseLayer.KindName}");
        }

        int units = node.Member("units").Integer(1, int.MaxValue);
        Activation activation = node.Member("activation").Name<Activation>();
        int rows = 0;
        foreach (JsonNode row in node.Member("weights").Items())
        {
            parameters.Add(row.Numbers(units, precision));
            rows++;
        }

        if (rows != inputs)
        {
            throw node.Member("weights").Fault($"has {rows} rows; the layer has {inputs} inputs");
        }

        JsonNode? biases = node.OptionalMember("biases");
        if (biases is { } present)
        {
            parameters.Add(present.Numbers(units, precision));
        }

        return new DenseLayer(inputs, units, activation, hasBias: biases is not null);
    }
}
