using System.Text;

namespace PSBackprop.Data.Csv;

/// <summary>
/// The text of a stream, decoded strictly: a byte order mark says the encoding, or else the caller, or else it is UTF-8. The
/// text up to bytes that cannot be decoded is given out first, so that whoever reads it can say where they are.
/// </summary>
internal sealed class StrictText : IDisposable
{
    private const int BufferSize = 1 << 16;

    // Stands in the decoded text for the first bytes that cannot be decoded; Unicode has no such character.
    private const char Fault = '\uFFFF';

    private static readonly Encoding[] s_marked =
    [
        new UTF8Encoding(true),
        new UTF32Encoding(false, true),
        new UTF32Encoding(true, true),
        new UnicodeEncoding(false, true),
        new UnicodeEncoding(true, true),
    ];

    private readonly Stream _stream;
    private readonly byte[] _bytes = new byte[BufferSize];
    private readonly FaultFallback _fallback = new();
    private readonly Decoder _decoder;
    private int _start;
    private int _end;
    private long _before;
    private bool _ended;

    /// <param name="stream">What to read; it is closed with this.</param>
    /// <param name="encoding">Its encoding where no byte order mark says another; null for UTF-8.</param>
    public StrictText(Stream stream, Encoding? encoding)
    {
        _stream = stream;
        const int longestMark = 4;
        while (_end < longestMark && !_ended)
        {
            Fill();
        }

        ReadOnlySpan<byte> bytes = _bytes.AsSpan(0, _end);
        Encoding chosen = encoding ?? Encoding.UTF8;
        foreach (Encoding marked in s_marked)
        {
            if (bytes.StartsWith(marked.Preamble))
            {
                chosen = marked;
                _start = marked.Preamble.Length;
                break;
            }
        }

        // A text in UTF-16 without a mark is good UTF-8, with a zero at each other byte.
        LooksWide = encoding is null && _start == 0 && bytes.Length > 1 && (bytes[0] == 0) != (bytes[1] == 0);
        Name = chosen.WebName;
        var strict = (Encoding)chosen.Clone();
        strict.DecoderFallback = _fallback;
        _decoder = strict.GetDecoder();
    }

    /// <summary>The encoding's name.</summary>
    public string Name { get; }

    /// <summary>Whether it looks like UTF-16 and is being read as UTF-8.</summary>
    public bool LooksWide { get; }

    /// <summary>The bytes that cannot be decoded and the offset of the first in the stream; null where all could so far.</summary>
    public (long Offset, byte[] Bytes)? Undecodable { get; private set; }

    /// <summary>Reads on.</summary>
    /// <returns>The number of characters; 0 at the end, and at bytes that cannot be decoded.</returns>
    public int Read(Span<char> text)
    {
        while (Undecodable is null)
        {
            if (_start == _end && !_ended)
            {
                Fill();
            }

            _fallback.At = null;
            _decoder.Convert(_bytes.AsSpan(_start, _end - _start), text, flush: _ended && _start == _end, out int used, out int count, out _);
            if (_fallback.At is { } at)
            {
                Undecodable = (_before + _start + at, _fallback.Bytes);
                int good = text[..count].IndexOf(Fault);
                count = good < 0 ? count : good;
            }

            _start += used;
            if (count > 0 || (_ended && _start == _end))
            {
                return count;
            }
        }

        return 0;
    }

    public void Dispose() => _stream.Dispose();

    private void Fill()
    {
        if (_start == _end)
        {
            _before += _end;
            (_start, _end) = (0, 0);
        }

        int read = _stream.Read(_bytes, _end, _bytes.Length - _end);
        _end += read;
        _ended = read == 0;
    }

    /// <summary>Notes where the first bytes are that cannot be decoded, and goes on.</summary>
    private sealed class FaultFallback : DecoderFallback
    {
        public int? At { get; set; }

        public byte[] Bytes { get; set; } = [];

        public override int MaxCharCount => 1;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

        private sealed class Buffer(FaultFallback owner) : DecoderFallbackBuffer
        {
            private int _left;

            public override int Remaining => _left;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                if (owner.At is null)
                {
                    (owner.At, owner.Bytes) = (index, bytesUnknown);
                }

                _left = 1;
                return true;
            }

            public override char GetNextChar() => _left-- > 0 ? Fault : '\0';

            public override bool MovePrevious() => false;

            public override void Reset() => _left = 0;
        }
    }
}
