using System.Text;

namespace PSBackprop.Storage.Json;

/// <summary>
/// Text in UTF-8 without a byte order mark, whichever Unicode encoding it is in: PowerShell and other programs save
/// JSON in several.
/// </summary>
internal static class Utf8Stream
{
    // A JSON document begins with an ASCII character, so a zero beside it tells UTF-16 and its byte order.
    public static Stream Of(Stream stream)
    {
        byte[] head = new byte[3];
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head.AsSpan(0, length) switch
        {
            [0xEF, 0xBB, 0xBF] => stream,
            [0xFF, 0xFE, ..] => Decoded(head[2..length], stream, bigEndian: false),
            [0xFE, 0xFF, ..] => Decoded(head[2..length], stream, bigEndian: true),
            [not 0, 0, ..] => Decoded(head[..length], stream, bigEndian: false),
            [0, not 0, ..] => Decoded(head[..length], stream, bigEndian: true),
            _ => new PrefixedStream(head[..length], stream),
        };
    }

    private static Stream Decoded(byte[] head, Stream rest, bool bigEndian) => Encoding.CreateTranscodingStream(
        new PrefixedStream(head, rest),
        new UnicodeEncoding(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
