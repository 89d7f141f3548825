using System.Buffers;
using System.Globalization;

namespace PSBackprop.Storage.Json;

/// <summary>A line of numbers as JSON, each in its shortest form that reads back to the same bits.</summary>
internal static class JsonRow
{
    // The longest double has 24 characters.
    private const int LongestNumber = 32;

    /// <summary>Numbers of which some may be missing.</summary>
    public static void Write(IBufferWriter<byte> buffer, IEnumerable<double?> values)
    {
        buffer.Write("["u8);
        bool isFirst = true;
        foreach (double? value in values)
        {
            buffer.Write(isFirst ? default : ", "u8);
            isFirst = false;
            if (value is { } number)
            {
                Write(buffer, number, Precision.Double);
            }
            else
            {
                buffer.Write("null"u8);
            }
        }

        buffer.Write("]"u8);
    }

    public static void Write(IBufferWriter<byte> buffer, ReadOnlySpan<double> values, Precision precision)
    {
        buffer.Write("["u8);
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0)
            {
                buffer.Write(", "u8);
            }

            Write(buffer, values[i], precision);
        }

        buffer.Write("]"u8);
    }

    private static void Write(IBufferWriter<byte> buffer, double value, Precision precision)
    {
        if (!double.IsFinite(value))
        {
            buffer.Write("\""u8);
            buffer.Write(JsonNumber.NameOf(value));
            buffer.Write("\""u8);
            return;
        }

        Span<byte> span = buffer.GetSpan(LongestNumber);
        int written;
        if (precision == Precision.Single)
        {
            ((float)value).TryFormat(span, out written, "R", CultureInfo.InvariantCulture);
        }
        else
        {
            value.TryFormat(span, out written, "R", CultureInfo.InvariantCulture);
        }

        buffer.Advance(written);
    }
}
