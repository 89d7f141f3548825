using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PSBackprop.Storage;

/// <summary>Writes a network as JSON: indented for people, one row of weights a line, numbers in shortest round-trip form.</summary>
internal static class NetworkWriter
{
    private const string RowStart = "\n        ";

    public static void Write(Network network, Stream stream)
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
        writer.WriteStartObject("input");
        writer.WriteNumber("size", network.InputSize);
        writer.WriteEndObject();
        writer.WriteStartArray("layers");
        double[] parameters = network.Parameters;
        foreach (Layer layer in network.Layers)
        {
            WriteLayer(writer, layer, layer.Range(parameters), network.Precision);
            writer.Flush();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void WriteLayer(Utf8JsonWriter writer, Layer layer, ReadOnlySpan<double> parameters, Precision precision)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", JsonNames.Of(layer.Kind));
        writer.WriteNumber("units", layer.Units);
        writer.WriteString("activation", JsonNames.Of(layer.Activation));
        if (layer.Activation == Activation.LeakyReLU)
        {
            writer.WriteNumber("slope", layer.Shape.Slope);
        }

        if (layer.Dropout > 0)
        {
            writer.WriteNumber("dropout", layer.Dropout);
        }

        if (layer.Frozen != FrozenPart.None)
        {
            writer.WriteString("frozen", JsonNames.Of(layer.Frozen));
        }

        foreach (ParameterTensor tensor in layer.Tensors)
        {
            WriteTensor(writer, tensor, parameters[..tensor.Count], precision);
            parameters = parameters[tensor.Count..];
        }

        writer.WriteEndObject();
    }

    private static void WriteTensor(Utf8JsonWriter writer, ParameterTensor tensor, ReadOnlySpan<double> values, Precision precision)
    {
        writer.WritePropertyName(tensor.Name);
        if (tensor.Rows is not { } rows)
        {
            writer.WriteRawValue(Row(values, precision));
            return;
        }

        writer.WriteStartArray();
        for (int i = 0; i < rows; i++)
        {
            // The writer does not indent what it takes as it is.
            writer.WriteRawValue(RowStart + Row(values.Slice(i * tensor.Columns, tensor.Columns), precision));
        }

        writer.WriteEndArray();
    }

    private static string Row(ReadOnlySpan<double> values, Precision precision)
    {
        var text = new StringBuilder("[");
        foreach (double value in values)
        {
            text.Append(text.Length > 1 ? ", " : string.Empty);
            text.Append(precision == Precision.Single
                ? ((float)value).ToString("R", CultureInfo.InvariantCulture)
                : value.ToString("R", CultureInfo.InvariantCulture));
        }

        return text.Append(']').ToString();
    }
}
