namespace PSBackprop.Storage.Onnx;

/// <summary>Counts the parts of a model before objects are made of them: a part of two bytes becomes an object of hundreds.</summary>
internal static class OnnxSize
{
    private const int MostParts = 1_000_000;

    // ModelProto.graph, then GraphProto.node, then NodeProto.attribute.
    private static readonly int[] s_path = [7, 1, 5];

    /// <exception cref="BackpropException">The model has absurdly many parts.</exception>
    public static void Require(ReadOnlySpan<byte> model, string source)
    {
        int left = MostParts;
        if (!TryCount(model, 0, ref left))
        {
            throw Errors.OnnxContent(source, $"it has more than {MostParts:N0} parts, as no network of dense layers has");
        }
    }

    // What is damaged ends the count; the parser says what is wrong there.
    private static bool TryCount(ReadOnlySpan<byte> message, int depth, ref int left)
    {
        while (TryVarint(ref message, out ulong tag))
        {
            if (--left < 0)
            {
                return false;
            }

            ulong length = (tag & 7) switch
            {
                0 => TryVarint(ref message, out _) ? 0 : ulong.MaxValue,
                1 => sizeof(long),
                2 => TryVarint(ref message, out ulong given) ? given : ulong.MaxValue,
                5 => sizeof(int),
                _ => ulong.MaxValue,
            };
            if (length > (ulong)message.Length)
            {
                return true;
            }

            bool isPart = (tag & 7) == 2 && depth < s_path.Length && tag >> 3 == (ulong)s_path[depth];
            if (isPart && !TryCount(message[..(int)length], depth + 1, ref left))
            {
                return false;
            }

            message = message[(int)length..];
        }

        return true;
    }

    private static bool TryVarint(ref ReadOnlySpan<byte> message, out ulong value)
    {
        value = 0;
        for (int i = 0; i < message.Length && i < 10; i++)
        {
            value |= (ulong)(message[i] & 0x7F) << (7 * i);
            if (message[i] < 0x80)
            {
                message = message[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
