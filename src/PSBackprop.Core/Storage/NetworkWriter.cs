using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

using PSBackprop.Layers;
using PSBackprop.Storage.Json;
using PSBackprop.Training;

namespace PSBackprop.Storage;

/// <summary>Writes a network as JSON: indented for people, one row of weights a line, numbers in shortest round-trip form.</summary>
internal static class NetworkWriter
{
    private const int FullBuffer = 1 << 16;
    private const int IndentSize = 2;

    /// <param name="network">The network.</param>
    /// <param name="stream">Where it goes.</param>
    /// <param name="withHistory">Whether the record of each epoch is written.</param>
    /// <param name="position">Where a training of it stands; null for none.</param>
    public static void Write(Network network, Stream stream, bool withHistory, TrainingPosition? position)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("format", NetworkFormat.Name);
        writer.WriteNumber("version", NetworkFormat.Version);
        if (network.Name is not null)
        {
            writer.WriteString("name", network.Name);
        }

        writer.WriteString("precision", JsonNames.Of(network.Precision));
        writer.WriteNumber("seed", network.Seed);
        if (network.Loss is { } loss)
        {
            writer.WriteString("loss", JsonNames.Of(loss));
        }

        writer.WriteNumber("epochsTrained", network.EpochsTrained);
        if (network.Trained is { } trained)
        {
            writer.WriteStartObject("trained");
            writer.WriteString("time", trained.Time.ToString(NetworkFormat.TimeFormat, CultureInfo.InvariantCulture));
            writer.WriteNumber("rows", trained.Rows);
            writer.WriteString("version", trained.Version);
            writer.WriteEndObject();
        }

        writer.WriteStartObject("input");
        writer.WriteNumber("size", network.InputSize);
        if (network.Columns is { } columns)
        {
            ColumnsFormat.WriteInput(writer, columns);
        }

        writer.WriteEndObject();
        if (network.Columns is { } outputs)
        {
            writer.WriteStartObject("output");
            ColumnsFormat.Write(writer, outputs.Output);
            if (outputs.Purpose.GivesRowsBack)
            {
                writer.WriteString("task", JsonNames.Of(outputs.Task));
            }

            if (outputs.Positive is { } positive)
            {
                writer.WriteString("positiveClass", outputs.LabelNames[positive]);
            }

            writer.WriteEndObject();
        }

        if (network.Calibration is { } calibration)
        {
            writer.WritePropertyName("calibration");
            CalibrationFormat.Write(writer, network, calibration);
        }

        if (network.TrainedRows is { } trainedRows)
        {
            writer.WritePropertyName("trainedRows");
            TrainedRowsFormat.Write(writer, trainedRows);
        }

        if (network.Anomaly is { } anomaly)
        {
            AnomalyFormat.Write(writer, anomaly);
        }

        writer.WriteStartArray("layers");
        double[] parameters = network.Parameters;
        foreach (Layer layer in network.Layers)
        {
            WriteLayer(writer, layer, parameters, network.Precision);
            writer.Flush();
        }

        writer.WriteEndArray();
        if (withHistory && network.History.Count > 0)
        {
            writer.WritePropertyName("history");
            HistoryFormat.Write(writer, network.History);
        }

        if (position is not null)
        {
            CheckpointFormat.Write(writer, position);
        }

        writer.WriteEndObject();
        writer.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void WriteLayer(Utf8JsonWriter writer, Layer layer, double[] parameters, Precision precision)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", LayerFamily.All[layer.Kind].Name);
        writer.WriteNumber("units", layer.Units);
        writer.WriteString("activation", JsonNames.Of(layer.Activation));
        if (layer.Function.Slope is { } slope)
        {
            writer.WriteNumber("slope", slope);
        }

        if (layer.Dropout > 0)
        {
            writer.WriteNumber("dropout", layer.Dropout);
        }

        if (layer.Frozen != FrozenPart.None)
        {
            writer.WriteString("frozen", JsonNames.Of(layer.Frozen));
        }

        foreach (var (option, value) in layer.Options)
        {
            writer.WriteNumber(JsonNames.Of(option.Name), value);
        }

        ReadOnlySpan<double> rest = layer.Range(parameters);
        foreach (ParameterTensor tensor in layer.Tensors)
        {
            WriteTensor(writer, tensor, rest[..tensor.Count], precision);
            rest = rest[tensor.Count..];
        }

        if (layer.Members.Count > 0)
        {
            WriteMembers(writer, layer.Members, parameters, precision);
        }

        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, IReadOnlyList<IReadOnlyList<Layer>> members, double[] parameters, Precision precision)
    {
        writer.WriteStartArray("members");
        foreach (IReadOnlyList<Layer> layers in members)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("layers");
            foreach (Layer layer in layers)
            {
                WriteLayer(writer, layer, parameters, precision);
                writer.Flush();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTensor(Utf8JsonWriter writer, ParameterTensor tensor, ReadOnlySpan<double> values, Precision precision)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                throw Errors.ParameterNotStorable(tensor.Name);
            }
        }

        var buffer = new ArrayBufferWriter<byte>();
        writer.WritePropertyName(tensor.Name);
        if (tensor.Rows is not { } rows)
        {
            JsonRow.Write(buffer, values, precision);
            writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
            return;
        }

        writer.WriteStartArray();

        // The writer does not indent what it takes as it is.
        byte[] rowStart = [(byte)'\n', .. Enumerable.Repeat((byte)' ', IndentSize * writer.CurrentDepth)];
        for (int i = 0; i < rows; i++)
        {
            buffer.ResetWrittenCount();
            buffer.Write(rowStart);
            JsonRow.Write(buffer, values.Slice(i * tensor.Columns, tensor.Columns), precision);
            writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
            FlushWhenFull(writer);
        }

        writer.WriteEndArray();
    }

    private static void FlushWhenFull(Utf8JsonWriter writer)
    {
        if (writer.BytesPending > FullBuffer)
        {
            writer.Flush();
        }
    }
}
