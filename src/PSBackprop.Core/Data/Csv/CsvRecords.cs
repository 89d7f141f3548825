using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PSBackprop.Data.Csv;

/// <summary>
/// The records of a CSV text, one after another (RFC 4180, with any delimiter and any line end). A field that begins with a
/// quote ends with one, and in it two quotes stand for one; elsewhere a quote is a letter. Every character is looked at once,
/// so that the time grows with the length of the text, whatever is in it; the memory is that of the longest record.
/// </summary>
internal sealed class CsvRecords(StrictText text, char delimiter, string path, CancellationToken cancellationToken)
{
    private const int FirstBuffer = 1 << 16;
    private const int LongestRecord = 1 << 24;
    private const int Block = 32;

    private readonly List<(int Field, int First, int Last)> _quoted = [];
    private char[] _buffer = GC.AllocateUninitializedArray<char>(FirstBuffer);
    private char[] _unquoted = [];
    private int[] _ends = new int[64];
    private int _record;
    private int _next;
    private int _filled;
    private bool _ended;
    private uint _signs;
    private int _block;
    private int _blockEnd;
    private long _nextLine = 1;

    /// <summary>The line that the record begins in, counted from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The number of fields of the record.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there is nothing in the record but white space.</summary>
    public bool IsBlank => Count == 1 && this[0].IsWhiteSpace();

    /// <summary>A field of the record, without its quotes; good until the next field is asked for.</summary>
    public ReadOnlySpan<char> this[int field]
    {
        get
        {
            int start = field == 0 ? 0 : _ends[field - 1] + 1;
            return _quoted.Count == 0 ? _buffer.AsSpan(_record + start, _ends[field] - start) : Unquoted(field, start);
        }
    }

    /// <summary>Goes to the next record.</summary>
    /// <returns>False where there is none.</returns>
    /// <exception cref="BackpropException">The text is not correct, cannot be decoded, or its record is too long.</exception>
    public bool Read()
    {
        (_record, Count, Line) = (_next, 0, _nextLine);
        _quoted.Clear();
        while (true)
        {
            while (_signs != 0)
            {
                int place = _block + BitOperations.TrailingZeroCount(_signs);
                _signs &= _signs - 1;
                char sign = _buffer[place];
                if (sign == delimiter)
                {
                    EndField(place);
                }
                else if (sign == '"')
                {
                    if (place == FieldStart)
                    {
                        ReadQuoted();
                    }
                }
                else
                {
                    EndField(place);
                    EndLine(place, sign);
                    return true;
                }
            }

            if (_blockEnd < _filled)
            {
                Scan();
            }
            else if (!Fill())
            {
                // The last line may have no end.
                if (_record == _filled)
                {
                    return false;
                }

                EndField(_filled);
                _next = _filled;
                return true;
            }
        }
    }

    private int FieldStart => Count == 0 ? _record : _record + _ends[Count - 1] + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EndField(int place)
    {
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, 2 * Count);
        }

        _ends[Count++] = place - _record;
    }

    private void EndLine(int place, char sign)
    {
        _nextLine++;
        _next = place + 1;
        if (sign != '\r')
        {
            return;
        }

        // A carriage return and a line feed are one line end; the second may not be in the buffer yet.
        while (_next >= _filled && Fill())
        {
        }

        if (_next >= _filled || _buffer[_next] != '\n')
        {
            return;
        }

        _next++;
        if (_next <= _blockEnd)
        {
            _signs &= _signs - 1;
        }
        else
        {
            GoOn(_next);
        }
    }

    // A quoted field is looked through for its end, at which the search for signs begins anew.
    private void ReadQuoted()
    {
        int first = FieldStart - _record;
        int at = first + 1;
        do
        {
            at = Find(at) + 1;
        }
        while (Peek(at++) == '"');

        at--;

        _nextLine += LineEnds(_buffer.AsSpan(_record + first, at - first));
        if (Peek(at) is { } after && after != delimiter && after is not ('\r' or '\n'))
        {
            throw Errors.TextAfterQuote(path, _nextLine);
        }

        _quoted.Add((Count, first, at - 1));
        GoOn(_record + at);
    }

    // The place of the next quote, from the start of the record.
    private int Find(int from)
    {
        while (true)
        {
            int found = _buffer.AsSpan(_record + from, _filled - _record - from).IndexOf('"');
            if (found >= 0)
            {
                return from + found;
            }

            from = _filled - _record;
            if (!Fill())
            {
                throw Errors.QuoteNotClosed(path, _nextLine);
            }
        }
    }

    private char? Peek(int at)
    {
        while (_record + at >= _filled)
        {
            if (!Fill())
            {
                return null;
            }
        }

        return _buffer[_record + at];
    }

    // Carriage returns with line feeds, or either alone.
    private static int LineEnds(ReadOnlySpan<char> stretch) => Math.Max(stretch.Count('\n'), stretch.Count('\r'));

    private void GoOn(int place)
    {
        _signs = 0;
        _blockEnd = place;
    }

    // Marks delimiters, quotes and line ends in the next block; compares with all four at once.
    private void Scan()
    {
        _block = _blockEnd;
        int count = Math.Min(Block, _filled - _block);
        _blockEnd += count;
        ref ushort first = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetArrayDataReference(_buffer));
        if (count == Block && Vector128.IsHardwareAccelerated)
        {
            ref ushort start = ref Unsafe.Add(ref first, _block);
            _signs = (uint)(Marks(ref start) | (Marks(ref Unsafe.Add(ref start, 16)) << 16));
            return;
        }

        _signs = 0;
        for (int i = 0; i < count; i++)
        {
            char letter = _buffer[_block + i];
            if (letter == delimiter || letter is '"' or '\n' or '\r')
            {
                _signs |= 1u << i;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Marks(ref ushort start)
    {
        var low = Equal(Vector128.LoadUnsafe(ref start));
        var high = Equal(Vector128.LoadUnsafe(ref start, 8));
        return (int)Vector128.Narrow(low, high).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<ushort> Equal(Vector128<ushort> letters) =>
        Vector128.Equals(letters, Vector128.Create((ushort)delimiter))
        | Vector128.Equals(letters, Vector128.Create((ushort)'"'))
        | Vector128.Equals(letters, Vector128.Create((ushort)'\n'))
        | Vector128.Equals(letters, Vector128.Create((ushort)'\r'));

    // Brings more text behind what is left of the record; places from the start of the record stay good.
    private bool Fill()
    {
        if (_ended)
        {
            return false;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (_record > 0)
        {
            _buffer.AsSpan(_record, _filled - _record).CopyTo(_buffer);
            _filled -= _record;
            _block -= _record;
            _blockEnd -= _record;
            _next -= _record;
            _record = 0;
        }

        // Room for a character of two units.
        if (_filled > _buffer.Length - 2)
        {
            if (_filled >= LongestRecord)
            {
                throw Errors.RecordTooLong(path, Line, LongestRecord);
            }

            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        int read = text.Read(_buffer.AsSpan(_filled));
        _filled += read;
        if (read == 0 && text.Undecodable is { } fault)
        {
            throw Errors.TextNotDecoded(path, _nextLine + LineEnds(_buffer.AsSpan(FieldStart, _filled - FieldStart)), fault.Offset, fault.Bytes, text.Name);
        }

        _ended = read == 0;
        return read > 0;
    }

    private ReadOnlySpan<char> Unquoted(int field, int start)
    {
        int low = 0;
        int high = _quoted.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            var (quotedField, first, last) = _quoted[middle];
            if (quotedField == field)
            {
                ReadOnlySpan<char> inner = _buffer.AsSpan(_record + first + 1, last - first - 1);
                return inner.Contains('"') ? Unescaped(inner) : inner;
            }

            (low, high) = quotedField < field ? (middle + 1, high) : (low, middle - 1);
        }

        return _buffer.AsSpan(_record + start, _ends[field] - start);
    }

    private ReadOnlySpan<char> Unescaped(ReadOnlySpan<char> inner)
    {
        if (_unquoted.Length < inner.Length)
        {
            _unquoted = new char[Math.Max(inner.Length, 2 * _unquoted.Length)];
        }

        int length = 0;
        for (int i = 0; i < inner.Length; i++)
        {
            _unquoted[length++] = inner[i];
            i += inner[i] == '"' ? 1 : 0;
        }

        return _unquoted.AsSpan(0, length);
    }
}
