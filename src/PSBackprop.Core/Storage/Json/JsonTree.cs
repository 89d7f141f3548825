using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace PSBackprop.Storage.Json;

/// <summary>
/// A JSON document as a list of small entries, each value before what it holds, so that it takes memory in proportion to
/// its file whatever is in it. Numbers in arrays, and in arrays of arrays, are kept bare: a network is nearly nothing else.
/// </summary>
internal sealed class JsonTree
{
    private const int MaximumDepth = 16;

    private readonly JsonTokens _tokens;
    private readonly PieceList<Entry> _entries = new();
    private readonly PieceList<double> _numbers = new();
    private readonly PieceList<int> _rowLengths = new();
    private readonly PieceList<byte> _texts = new();

    // What the value being read is in, from the document inwards: entries of members' names, or ~index of items.
    private readonly Stack<int> _path = new();

    private JsonTree(Stream stream, string source)
    {
        _tokens = new JsonTokens(stream, MaximumDepth);
        Source = source;
    }

    /// <summary>The kinds of value.</summary>
    public enum Kind : byte
    {
        Null,
        Boolean,
        Number,
        Text,
        Object,
        Numbers,
        Rows,
        Items,
    }

    /// <summary>The document's name, for messages.</summary>
    public string Source { get; }

    /// <exception cref="JsonException">The stream is not one complete JSON document.</exception>
    /// <exception cref="BackpropException">An array mixes rows with other things.</exception>
    public static JsonNode Read(Stream stream, string source)
    {
        var tree = new JsonTree(stream, source);
        tree.Next();
        tree.AddValue();
        return tree._tokens.Read() ? throw new JsonException("There is something after the document's end.") : tree.Root;
    }

    private JsonNode Root => new(this, null, string.Empty, 0);

    public Kind KindOf(int entry) => _entries[entry].Kind;

    /// <summary>How many members, items, numbers or rows a value has.</summary>
    public int CountOf(int entry) => _entries[entry].Kind == Kind.Rows ? _entries[entry + 1].Count : _entries[entry].Count;

    /// <summary>The entry behind a value and all that it holds.</summary>
    public int After(int entry) => _entries[entry].After;

    public bool BooleanOf(int entry) => _entries[entry].First == 1;

    public double NumberOf(int entry) => _entries[entry].Number;

    /// <summary>The number at a place of an array of numbers, or of all rows of an array of rows.</summary>
    public double NumberOf(int entry, int index) => _numbers[_entries[entry].First + index];

    public int RowLength(int entry, int row) => _rowLengths[_entries[entry + 1].First + row];

    public string TextOf(int entry) => Encoding.UTF8.GetString(_texts.ToArray(_entries[entry].First, _entries[entry].Count));

    public bool TextIs(int entry, ReadOnlySpan<byte> text)
    {
        Entry own = _entries[entry];
        for (int i = 0; own.Count == text.Length && i < text.Length; i++)
        {
            if (_texts[own.First + i] != text[i])
            {
                return false;
            }
        }

        return own.Count == text.Length;
    }

    private void Next()
    {
        if (!_tokens.Read())
        {
            throw new JsonException("The document ends too early.");
        }
    }

    private int Add(Entry entry)
    {
        _entries.Add(entry with { After = _entries.Count + 1 });
        return _entries.Count - 1;
    }

    private void AddText(ReadOnlySpan<byte> text)
    {
        Add(new Entry { Kind = Kind.Text, First = _texts.Count, Count = text.Length });
        _texts.AddRange(text);
    }

    private void AddValue()
    {
        switch (_tokens.Type)
        {
            case JsonTokenType.StartObject:
                AddObject();
                break;
            case JsonTokenType.StartArray:
                AddArray();
                break;
            case JsonTokenType.String:
                AddText(_tokens.Text);
                break;
            case JsonTokenType.Number:
                Add(new Entry { Kind = Kind.Number, Number = _tokens.Number });
                break;
            default:
                Add(new Entry { Kind = _tokens.Type == JsonTokenType.Null ? Kind.Null : Kind.Boolean, First = _tokens.Type == JsonTokenType.True ? 1 : 0 });
                break;
        }
    }

    private void AddObject()
    {
        int entry = Add(new Entry { Kind = Kind.Object });
        int count = 0;
        for (Next(); _tokens.Type != JsonTokenType.EndObject; Next())
        {
            _path.Push(_entries.Count);
            AddText(_tokens.Text);
            Next();
            AddValue();
            _path.Pop();
            count++;
        }

        Close(entry, Kind.Object, count);
    }

    // An array is one of plain numbers until something else is in it.
    private void AddArray()
    {
        int first = _numbers.Count;
        int entry = Add(new Entry { Kind = Kind.Numbers, First = first });
        for (Next(); TryNumber(out double number); Next())
        {
            _numbers.Add(number);
        }

        if (_tokens.Type == JsonTokenType.EndArray)
        {
            Close(entry, Kind.Numbers, _numbers.Count - first);
        }
        else if (_tokens.Type == JsonTokenType.StartArray && _numbers.Count == first)
        {
            AddRows(entry);
        }
        else
        {
            AddItems(entry);
        }
    }

    private bool TryNumber(out double number)
    {
        number = _tokens.Type == JsonTokenType.Number ? _tokens.Number : JsonNumber.Missing;
        return _tokens.Type is JsonTokenType.Number or JsonTokenType.Null
            || (_tokens.Type == JsonTokenType.String && JsonNumber.TryParse(_tokens.Text, out number));
    }

    private void AddRows(int entry)
    {
        int first = _numbers.Count;
        int firstRow = _rowLengths.Count;
        Add(new Entry { Kind = Kind.Rows, First = firstRow });
        for (; _tokens.Type != JsonTokenType.EndArray; Next())
        {
            int row = _rowLengths.Count - firstRow;
            if (_tokens.Type != JsonTokenType.StartArray)
            {
                throw Fault($"[{row}]", "is not an array of numbers as those before it");
            }

            int start = _numbers.Count;
            for (Next(); _tokens.Type != JsonTokenType.EndArray; Next())
            {
                if (!TryNumber(out double number))
                {
                    throw Fault($"[{row}][{_numbers.Count - start}]", "is not a number");
                }

                _numbers.Add(number);
            }

            _rowLengths.Add(_numbers.Count - start);
        }

        _entries[entry + 1].Count = _rowLengths.Count - firstRow;
        Close(entry, Kind.Rows, _numbers.Count - first);
    }

    private void AddItems(int entry)
    {
        int first = _entries[entry].First;
        int count = _numbers.Count - first;
        foreach (double number in _numbers.ToArray(first, count))
        {
            AddItem(number);
        }

        _numbers.Truncate(first);
        for (; _tokens.Type != JsonTokenType.EndArray; Next())
        {
            _path.Push(~count);
            AddValue();
            _path.Pop();
            count++;
        }

        Close(entry, Kind.Items, count);
    }

    // What was taken for a number, as what it was.
    private void AddItem(double number)
    {
        if (JsonNumber.IsMissing(number))
        {
            Add(new Entry { Kind = Kind.Null });
        }
        else if (double.IsFinite(number) || JsonNumber.IsTooLarge(number))
        {
            Add(new Entry { Kind = Kind.Number, Number = number });
        }
        else
        {
            AddText(JsonNumber.NameOf(number));
        }
    }

    private void Close(int entry, Kind kind, int count)
    {
        ref Entry own = ref _entries[entry];
        own.Kind = kind;
        own.Count = count;
        own.After = _entries.Count;
    }

    private BackpropException Fault(string name, string problem)
    {
        JsonNode outer = _path
            .Reverse()
            .Aggregate(Root, (node, part) => part < 0 ? new JsonNode(this, node, $"[{~part}]", 0) : new JsonNode(this, node, TextOf(part), 0));
        return new JsonNode(this, outer, name, 0).Fault(problem);
    }

    /// <summary>A value, or the name of a member before its value. A number has no first and no count.</summary>
    [StructLayout(LayoutKind.Explicit)]
    private struct Entry
    {
        [FieldOffset(0)]
        public Kind Kind;

        [FieldOffset(4)]
        public int After;

        [FieldOffset(8)]
        public double Number;

        [FieldOffset(8)]
        public int First;

        [FieldOffset(12)]
        public int Count;
    }
}
