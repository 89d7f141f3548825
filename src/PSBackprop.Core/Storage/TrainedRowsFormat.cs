using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

using PSBackprop.Storage.Json;

namespace PSBackprop.Storage;

/// <summary>What a network keeps to know again its training rows, in a file: hashes as hexadecimal numbers, and many of them in base 64.</summary>
internal static class TrainedRowsFormat
{
    private const int HashSize = sizeof(ulong);

    public static void Write(Utf8JsonWriter writer, TrainedRows rows)
    {
        writer.WriteStartObject();
        Write(writer, rows.Count, rows.Sum);
        if (rows.Validation is var (count, sum))
        {
            writer.WriteStartObject("validation");
            Write(writer, count, sum);
            writer.WriteEndObject();
        }

        byte[] hashes = new byte[rows.Smallest.Count * HashSize];
        for (int i = 0; i < rows.Smallest.Count; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(hashes.AsSpan(i * HashSize), rows.Smallest[i]);
        }

        writer.WriteBase64String("smallest", hashes);
        writer.WriteEndObject();
    }

    public static TrainedRows Read(JsonNode node)
    {
        node.Object().AllowMembers("count", "sum", "validation", "smallest");
        var (count, sum) = Whole(node);
        (int Count, ulong Sum)? validation = null;
        if (node.OptionalMember("validation") is { } validated)
        {
            validated.Object().AllowMembers("count", "sum");
            validation = Whole(validated);
        }

        return new TrainedRows(count, sum, validation, Smallest(node.Member("smallest")));
    }

    private static ulong[] Smallest(JsonNode node)
    {
        string text = node.Text();
        byte[] bytes = new byte[TrainedRows.Most * HashSize];
        if (!Convert.TryFromBase64String(text, bytes, out int length) || length == 0 || length % HashSize != 0)
        {
            throw node.Fault($"is not 1 to {TrainedRows.Most} hashes in base 64");
        }

        ulong[] hashes = [.. Enumerable.Range(0, length / HashSize).Select(i => BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(i * HashSize)))];
        return hashes.Zip(hashes.Skip(1)).All(static pair => pair.First < pair.Second) ? hashes : throw node.Fault("has hashes that do not ascend");
    }

    private static void Write(Utf8JsonWriter writer, int count, ulong sum)
    {
        writer.WriteNumber("count", count);
        writer.WriteString("sum", sum.ToString("x16", CultureInfo.InvariantCulture));
    }

    private static (int Count, ulong Sum) Whole(JsonNode node)
    {
        JsonNode sum = node.Member("sum");
        return ulong.TryParse(sum.Text(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) && sum.Text().Length == 16
            ? (node.Member("count").Integer(1, int.MaxValue), value)
            : throw sum.Fault("is not a hexadecimal number of 16 digits");
    }
}
