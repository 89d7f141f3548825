using System.Text;
using System.Text.Json;

namespace PSBackprop.Storage.Json;

/// <summary>The tokens of a JSON stream one after another, read through a buffer that only grows for a token longer than itself.</summary>
internal sealed class JsonTokens(Stream stream, int maximumDepth)
{
    private const int FirstBuffer = 1 << 16;

    // No number, name or label is near as long; what is was made to fill the memory.
    private const int LongestToken = 1 << 22;

    private readonly Stream _stream = Utf8Stream.Of(stream);
    private byte[] _buffer = new byte[FirstBuffer];
    private byte[] _text = new byte[64];
    private int _textLength;
    private int _start;
    private int _end;
    private bool _isLast;
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = maximumDepth });

    /// <summary>The token's kind.</summary>
    public JsonTokenType Type { get; private set; }

    /// <summary>A name's or string's text, in UTF-8, until the next token is read.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _textLength);

    /// <summary>A number's value; <see cref="JsonNumber.TooLarge"/> for one beyond the range.</summary>
    public double Number { get; private set; }

    /// <summary>Goes on to the next token.</summary>
    /// <returns>False at the end of the document.</returns>
    /// <exception cref="JsonException">The stream is not JSON.</exception>
    public bool Read()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isLast, _state);
            if (reader.Read())
            {
                Take(ref reader);
                _start += (int)reader.BytesConsumed;
                _state = reader.CurrentState;
                return true;
            }

            _start += (int)reader.BytesConsumed;
            _state = reader.CurrentState;
            if (_isLast)
            {
                return false;
            }

            Fill();
        }
    }

    private void Take(ref Utf8JsonReader reader)
    {
        Type = reader.TokenType;
        switch (Type)
        {
            case JsonTokenType.Number:
                Number = reader.GetDouble();
                Number = double.IsFinite(Number) ? Number : JsonNumber.TooLarge;
                break;
            case JsonTokenType.PropertyName or JsonTokenType.String:
                TakeText(ref reader);
                break;
        }
    }

    // Escapes make a text shorter, never longer.
    private void TakeText(ref Utf8JsonReader reader)
    {
        if (_text.Length < reader.ValueSpan.Length)
        {
            _text = new byte[Math.Max(reader.ValueSpan.Length, 2 * _text.Length)];
        }

        try
        {
            _textLength = reader.CopyString(_text);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("A text is not correct UTF-8.", exception);
        }
    }

    private void Fill()
    {
        int rest = _end - _start;
        if (rest > _buffer.Length / 2)
        {
            if (_buffer.Length >= LongestToken)
            {
                throw new JsonException($"A number or text is longer than {LongestToken} bytes.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        _buffer.AsSpan(_start, rest).CopyTo(_buffer);
        _start = 0;
        _end = rest;
        int read = Read(_buffer.AsSpan(_end));
        _end += read;
        _isLast = read == 0;
    }

    private int Read(Span<byte> buffer)
    {
        try
        {
            return _stream.Read(buffer);
        }
        catch (DecoderFallbackException exception)
        {
            throw new JsonException("The text is not correct UTF-16.", exception);
        }
    }
}
