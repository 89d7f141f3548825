using System.Buffers;
using System.Globalization;

namespace PSBackprop.Storage;

/// <summary>A line of numbers as JSON, each in its shortest form that reads back to the same bits; NaN is null.</summary>
internal static class JsonRow
{
    // The longest double has 24 characters.
    private const int LongestNumber = 32;

    public static ReadOnlySpan<byte> Of(IEnumerable<double> values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, [.. values], Precision.Double);
        return buffer.WrittenSpan;
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
        if (double.IsNaN(value))
        {
            buffer.Write("null"u8);
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
