using System.Text;
using System.Text.Json;

using Google.Protobuf;

namespace PSBackprop.Storage.Onnx;

/// <summary>
/// Writes a network as an ONNX model: Gemm and activation nodes, with the scaling of numeric columns before and after
/// them, in double precision as the module itself does it. One input, [N × inputs], and one output, [N × outputs];
/// categories have an input each.
/// </summary>
internal static class OnnxWriter
{
    /// <summary>The operator set: the first that has every activation but one as an operator.</summary>
    public const int OperatorSet = 20;

    /// <summary>What begins the names of nodes that belong to the columns, not to the network.</summary>
    public const string ColumnPrefix = "columns/";

    public const string ColumnsKey = "psbackprop.columns";

    private const int FormatVersion = 9;

    public static void Write(Network network, Stream stream, Precision precision)
    {
        var graph = new GraphProto { Name = network.Name ?? "network" };
        graph.Input.Add(Value("input", network.InputSize, precision));
        string signal = ScaleInputs(graph, network, precision);
        double[] parameters = network.Parameters;
        for (int l = 0; l < network.Layers.Count; l++)
        {
            Layer layer = network.Layers[l];
            signal = layer is DenseLayer
                ? Dense(graph, layer, layer.Range(parameters), signal, $"layer{l + 1}", precision)
                : Normalization(graph, layer, layer.Range(parameters), signal, $"layer{l + 1}", precision);
            signal = Activate(graph, layer, signal, $"layer{l + 1}/activation");
        }

        signal = ScaleOutputs(graph, network, signal, precision);
        graph.Node[^1].Output[0] = "output";
        graph.Output.Add(Value("output", network.OutputSize, precision));
        var model = new ModelProto { IrVersion = FormatVersion, ProducerName = "PSBackprop", ProducerVersion = typeof(OnnxWriter).Assembly.GetName().Version?.ToString() ?? string.Empty, Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = OperatorSet });
        if (network.Columns is { } columns)
        {
            model.MetadataProps.Add(new StringStringEntryProto { Key = "labels", Value = JsonSerializer.Serialize(columns.Labels) });
            model.MetadataProps.Add(new StringStringEntryProto { Key = ColumnsKey, Value = Columns(columns) });
        }

        model.WriteTo(stream);
    }

    private static string ScaleInputs(GraphProto graph, Network network, Precision precision)
    {
        if (network.Columns?.Input.Any(static column => column.Kind == ColumnKind.Numeric && column.Scaling != Scaling.None) != true)
        {
            return "input";
        }

        double[] offsets = [.. network.Columns.Input.SelectMany(static column => Enumerable.Repeat(column.Offset, column.Width))];
        double[] scales = [.. network.Columns.Input.SelectMany(static column => Enumerable.Repeat(column.Scale, column.Width))];
        string signal = Cast(graph, "input", ColumnPrefix + "input", Precision.Double);
        signal = Constant(graph, "Sub", signal, ColumnPrefix + "offset", offsets);
        signal = Constant(graph, "Div", signal, ColumnPrefix + "scale", scales);
        return Cast(graph, signal, ColumnPrefix + "scaled", precision);
    }

    private static string ScaleOutputs(GraphProto graph, Network network, string signal, Precision precision)
    {
        if (network.Columns is not { Task: NetworkTask.Regression } columns || columns.Output.All(static column => column.Scaling == Scaling.None))
        {
            return signal;
        }

        signal = Cast(graph, signal, ColumnPrefix + "output", Precision.Double);
        signal = Constant(graph, "Mul", signal, ColumnPrefix + "targetScale", [.. columns.Output.Select(static column => column.Scale)]);
        signal = Constant(graph, "Add", signal, ColumnPrefix + "targetOffset", [.. columns.Output.Select(static column => column.Offset)]);
        return Cast(graph, signal, ColumnPrefix + "target", precision);
    }

    private static string Dense(GraphProto graph, Layer layer, ReadOnlySpan<double> parameters, string signal, string name, Precision precision)
    {
        graph.Initializer.Add(OnnxTensor.Of($"{name}/weights", parameters[..layer.WeightCount], precision, layer.Inputs, layer.Units));
        var node = new NodeProto { OpType = "Gemm", Name = name, Input = { signal, $"{name}/weights" }, Output = { $"{name}/netInput" } };
        if (layer.BiasCount > 0)
        {
            graph.Initializer.Add(OnnxTensor.Of($"{name}/biases", parameters[layer.WeightCount..], precision, layer.Units));
            node.Input.Add($"{name}/biases");
        }

        graph.Node.Add(node);
        return node.Output[0];
    }

    private static string Normalization(GraphProto graph, Layer layer, ReadOnlySpan<double> parameters, string signal, string name, Precision precision)
    {
        var node = new NodeProto
        {
            OpType = "BatchNormalization",
            Name = name,
            Input = { signal },
            Output = { $"{name}/netInput" },
            Attribute = { new AttributeProto { Name = "epsilon", F = (float)BatchNormalizationLayer.Epsilon, Type = AttributeProto.Types.AttributeType.Float } },
        };
        foreach (ParameterTensor tensor in layer.Tensors)
        {
            graph.Initializer.Add(OnnxTensor.Of($"{name}/{tensor.Name}", parameters[..tensor.Count], precision, tensor.Count));
            node.Input.Add($"{name}/{tensor.Name}");
            parameters = parameters[tensor.Count..];
        }

        graph.Node.Add(node);
        return node.Output[0];
    }

    private static string Activate(GraphProto graph, Layer layer, string signal, string name)
    {
        if (layer.Activation == Activation.Linear)
        {
            return signal;
        }

        NodeProto? node = OnnxActivations.Node(layer.Shape);
        if (node is null)
        {
            graph.Node.Add(new NodeProto { OpType = OnnxActivations.SwishGate, Name = $"{name}/gate", Input = { signal }, Output = { $"{name}/gate" } });
            node = new NodeProto { OpType = "Mul", Input = { signal, $"{name}/gate" } };
        }
        else
        {
            node.Input.Add(signal);
        }

        node.Name = name;
        node.Output.Add(name);
        graph.Node.Add(node);
        return name;
    }

    private static string Cast(GraphProto graph, string signal, string name, Precision precision)
    {
        graph.Node.Add(new NodeProto
        {
            OpType = "Cast",
            Name = name,
            Input = { signal },
            Output = { name },
            Attribute = { new AttributeProto { Name = "to", I = (long)OnnxTensor.Type(precision), Type = AttributeProto.Types.AttributeType.Int } },
        });
        return name;
    }

    private static string Constant(GraphProto graph, string operation, string signal, string name, double[] values)
    {
        graph.Initializer.Add(OnnxTensor.Of($"{name}/value", values, Precision.Double, values.Length));
        graph.Node.Add(new NodeProto { OpType = operation, Name = name, Input = { signal, $"{name}/value" }, Output = { name } });
        return name;
    }

    private static ValueInfoProto Value(string name, int width, Precision precision) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = (int)OnnxTensor.Type(precision),
                Shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "N" }, new TensorShapeProto.Types.Dimension { DimValue = width } } },
            },
        },
    };

    private static string Columns(NetworkColumns columns)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("input");
            writer.WriteString("unknownCategory", JsonNames.Of(columns.UnknownCategory));
            ColumnsFormat.Write(writer, columns.Input);
            writer.WriteEndObject();
            writer.WriteStartObject("output");
            ColumnsFormat.Write(writer, columns.Output);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
