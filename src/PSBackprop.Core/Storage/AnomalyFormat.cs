using System.Buffers;
using System.Text.Json;

using PSBackprop.Numerics;
using PSBackprop.Storage.Json;

namespace PSBackprop.Storage;

/// <summary>What usual rows are like to a network that gives rows back, in a file.</summary>
internal static class AnomalyFormat
{
    public static void Write(Utf8JsonWriter writer, AnomalyReference reference)
    {
        writer.WriteStartObject("anomaly");
        writer.WriteStartArray("columns");
        foreach (TailEstimate? column in reference.Columns)
        {
            writer.WriteStartObject();
            if (column is not null)
            {
                Numbers(writer, "errors", column);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Numbers(writer, "scores", reference.Scores);
        writer.WriteEndObject();
    }

    /// <param name="node">What the file holds.</param>
    /// <param name="columns">The columns of the network in the same file.</param>
    /// <exception cref="BackpropException">It is not as <see cref="Write"/> writes it, or the network does not give rows back.</exception>
    public static AnomalyReference Read(JsonNode node, NetworkColumns? columns)
    {
        if (columns is not { Purpose.GivesRowsBack: true })
        {
            throw node.Fault("is there, but the network does not give rows back");
        }

        node.Object().AllowMembers("columns", "scores");
        JsonNode list = node.Member("columns");
        JsonNode[] items = [.. list.Items()];
        if (items.Length != columns.Output.Count)
        {
            throw list.Fault($"has {items.Length} columns; there are {columns.Output.Count} targets");
        }

        if (columns.Input.FirstOrDefault(static column => column.Profile is null) is { } unknown)
        {
            throw node.Fault($"is there, but the column '{unknown.Name}' has no profile");
        }

        return new AnomalyReference(
            [.. items.Select(static item =>
            {
                item.Object().AllowMembers("errors");
                return item.OptionalMember("errors") is { } errors ? Sample(errors) : null;
            })],
            Sample(node.Member("scores")));
    }

    private static TailEstimate Sample(JsonNode node) => node.Numbers() is { Length: > 0 } numbers && Array.TrueForAll(numbers, double.IsFinite)
        ? new TailEstimate(numbers)
        : throw node.Fault("is empty, or has numbers that are not finite");

    private static void Numbers(Utf8JsonWriter writer, string name, TailEstimate sample)
    {
        var buffer = new ArrayBufferWriter<byte>();
        JsonRow.Write(buffer, [.. sample.Sorted], Precision.Double);
        writer.WritePropertyName(name);
        writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
    }
}
