using System.Text.Json;

namespace PSBackprop.Storage;

/// <summary>The tokens of a JSON stream one after another, read through a buffer that only grows for a token longer than itself.</summary>
internal sealed class JsonTokens(Stream stream, int maximumDepth)
{
    private const int FirstBuffer = 1 << 16;

    // No number, name or label is near as long; what is was made to fill the memory.
    private const int LongestToken = 1 << 22;

    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _end;
    private bool _isLast;
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = maximumDepth });

    /// <summary>The token's kind.</summary>
    public JsonTokenType Type { get; private set; }

    /// <summary>A name's or string's text.</summary>
    public string Text { get; private set; } = string.Empty;

    /// <summary>A number's value.</summary>
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
                break;
            case JsonTokenType.PropertyName or JsonTokenType.String:
                try
                {
                    Text = reader.GetString()!;
                }
                catch (InvalidOperationException exception)
                {
                    throw new JsonException("A text is not correct UTF-8.", exception);
                }

                break;
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
        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isLast = read == 0;
    }
}
