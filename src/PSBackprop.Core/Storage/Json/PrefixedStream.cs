namespace PSBackprop.Storage.Json;

/// <summary>A stream whose first bytes have been read already, from its beginning.</summary>
internal sealed class PrefixedStream(byte[] head, Stream rest) : ReadOnlyStream
{
    private int _given;

    public override int Read(Span<byte> buffer)
    {
        if (_given == head.Length)
        {
            return rest.Read(buffer);
        }

        int count = Math.Min(head.Length - _given, buffer.Length);
        head.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }
}
