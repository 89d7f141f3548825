using System.Text;
using System.Text.Json;

using Google.Protobuf;

using PSBackprop.Storage.Json;

namespace PSBackprop.Storage.Onnx;

/// <summary>Reads dense networks from ONNX models, those of other libraries' exporters as well.</summary>
internal static class OnnxReader
{
    /// <exception cref="BackpropException">The file is not an ONNX model, or has in it what a dense network has not.</exception>
    public static Network Read(Stream stream, string source)
    {
        ModelProto model = Parse(stream, source);
        if (model.Graph is not { Node.Count: > 0 } graph || graph.Output.Count == 0)
        {
            throw Errors.OnnxContent(source, "it holds no graph with nodes and an output");
        }

        OnnxChain chain = OnnxChain.Follow(graph, source);
        int inputSize = chain.InputSize;
        Network.RequireCount(chain.Layers.Sum(static layer => (long)layer.ParameterCount));
        RequirePlaces(chain.Layers, source);
        bool isDouble = graph.Initializer.Any(
            static tensor => OnnxTensor.IsDouble(tensor) && !tensor.Name.StartsWith(OnnxWriter.ColumnPrefix, StringComparison.Ordinal));
        Precision precision = isDouble ? Precision.Double : Precision.Single;
        var network = new Network(inputSize, chain.Layers, precision, seed: 0, graph.Name is "network" or "" ? null : graph.Name)
        {
            Columns = Columns(model, inputSize, chain.Layers[^1].Units, source),
        };
        network.SetParameters(chain.Parameters);
        return network;
    }

    private static ModelProto Parse(Stream stream, string source)
    {
        using var content = new MemoryStream();
        stream.CopyTo(content);
        OnnxSize.Require(content.GetBuffer().AsSpan(0, (int)content.Length), source);
        try
        {
            return ModelProto.Parser.ParseFrom(content.GetBuffer(), 0, (int)content.Length);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw Errors.FileNotOnnx(source, exception);
        }
    }

    private static void RequirePlaces(IReadOnlyList<Layer> layers, string source)
    {
        try
        {
            for (int i = 0; i < layers.Count; i++)
            {
                Network.RequirePlace(layers[i].Shape, i, last: i == layers.Count - 1);
            }
        }
        catch (BackpropException fault)
        {
            throw Errors.OnnxContent(source, fault.Message.TrimEnd('.'));
        }
    }

    private static NetworkColumns? Columns(ModelProto model, int inputs, int outputs, string source)
    {
        if (model.MetadataProps.FirstOrDefault(static entry => entry.Key == OnnxWriter.ColumnsKey)?.Value is not { } text)
        {
            return null;
        }

        try
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
            return ColumnsFormat.Read(JsonTree.Read(stream, source), inputs, outputs);
        }
        catch (JsonException exception)
        {
            throw Errors.FileNotOnnx(source, exception);
        }
    }
}
