using System.Text;
using System.Text.Json;

using Google.Protobuf;

using PSBackprop.Inference;
using PSBackprop.Storage.Json;

namespace PSBackprop.Storage.Onnx;

/// <summary>
/// Writes a network as an ONNX model: what it computes in prediction, with the scaling of numeric columns before and after
/// it, in double precision as the module itself does it. One input, [N × inputs], and one output, [N × outputs];
/// categories have an input each.
/// </summary>
internal static class OnnxWriter
{
    /// <summary>The operator set: the first that has Gelu.</summary>
    public const int OperatorSet = 20;

    /// <summary>What begins the names of nodes that belong to the columns, not to the network.</summary>
    public const string ColumnPrefix = "columns/";

    public const string ColumnsKey = "psbackprop.columns";

    private const int FormatVersion = 9;

    public static void Write(Network network, Stream stream, Precision precision)
    {
        if (network.Columns is { Purpose.GivesRowsBack: true })
        {
            throw Errors.AnomalyNotExportable(network);
        }

        var graph = new GraphProto { Name = network.Name ?? "network" };
        graph.Input.Add(Value("input", network.InputSize, precision));
        AddNodes(graph, InferenceProgram.Of(network), precision);
        graph.Node[^1].Output[0] = "output";
        graph.Output.Add(Value("output", network.OutputSize, precision));
        var model = new ModelProto
        {
            IrVersion = FormatVersion,
            ProducerName = "PSBackprop",
            ProducerVersion = typeof(OnnxWriter).Assembly.GetName().Version?.ToString() ?? string.Empty,
            Graph = graph,
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = OperatorSet });
        if (network.Columns is { } columns)
        {
            model.MetadataProps.Add(new StringStringEntryProto { Key = "labels", Value = JsonSerializer.Serialize(columns.LabelNames) });
            model.MetadataProps.Add(new StringStringEntryProto { Key = ColumnsKey, Value = Columns(columns) });
        }

        model.WriteTo(stream);
    }

    private static void AddNodes(GraphProto graph, IReadOnlyList<InferenceStep> steps, Precision precision)
    {
        var ofLayers = new OnnxTranslator(graph, precision);
        var ofColumns = new OnnxTranslator(graph, Precision.Double);
        string signal = "input";
        foreach (InferenceStep step in steps)
        {
            if (step.IsOfColumns)
            {
                string name = ColumnPrefix + step.Name;
                signal = Cast(graph, signal, $"{name}/double", Precision.Double);
                signal = ofColumns.Translate(step, name, signal);
                signal = Cast(graph, signal, $"{name}/result", precision);
            }
            else
            {
                signal = ofLayers.Translate(step, step.Name, signal);
            }
        }
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

    /// <summary>An input or output, [N × width].</summary>
    public static ValueInfoProto Value(string name, int width, Precision precision) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = (int)OnnxTensor.Type(precision),
                Shape = new TensorShapeProto
                {
                    Dim = { new TensorShapeProto.Types.Dimension { DimParam = "N" }, new TensorShapeProto.Types.Dimension { DimValue = width } },
                },
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
            ColumnsFormat.WriteInput(writer, columns);
            writer.WriteEndObject();
            writer.WriteStartObject("output");
            ColumnsFormat.Write(writer, columns.Output);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
