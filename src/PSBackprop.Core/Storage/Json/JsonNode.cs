using System.Globalization;
using System.Text.Json;

namespace PSBackprop.Storage;

/// <summary>A JSON value with its place in the file, read strictly.</summary>
internal sealed class JsonNode
{
    private readonly string _source;
    private readonly JsonNode? _parent;
    private readonly string _name;
    private readonly JsonTokenType _type;
    private List<(string Name, JsonNode Value)>? _members;
    private List<JsonNode>? _items;
    private NumberList? _numbers;
    private List<int>? _rowLengths;
    private string _text = string.Empty;
    private double _number;

    public JsonNode(string source, JsonNode? parent, string name, JsonTokenType type)
    {
        _source = source;
        _parent = parent;
        _name = name;
        _type = type;
    }

    public bool IsObject => _type == JsonTokenType.StartObject;

    public bool IsText => _type == JsonTokenType.String;

    public bool IsNumber => _type == JsonTokenType.Number;

    /// <summary>How many items an array has.</summary>
    public int ItemCount => _items?.Count ?? _rowLengths?.Count ?? _numbers?.Count ?? 0;

    private string Place
    {
        get
        {
            string outer = _parent?.Place ?? string.Empty;
            return outer.Length == 0 || _name.StartsWith('[') ? outer + _name : $"{outer}.{_name}";
        }
    }

    public BackpropException Fault(string problem) => Errors.FileContent(_source, Place.Length == 0 ? "the file" : Place, problem);

    public JsonNode Object() => _type == JsonTokenType.StartObject ? this : throw Fault("is not an object");

    /// <summary>Refuses members with other names and members given twice.</summary>
    public void AllowMembers(params string[] names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _) in _members ?? [])
        {
            if (Array.IndexOf(names, name) < 0)
            {
                throw Fault($"has the unknown member '{name}'");
            }

            if (!seen.Add(name))
            {
                throw Fault($"has the member '{name}' twice");
            }
        }
    }

    public JsonNode Member(string name) => OptionalMember(name) ?? throw Fault($"lacks the member '{name}'");

    public JsonNode? OptionalMember(string name)
    {
        foreach (var (candidate, value) in _members ?? [])
        {
            if (candidate == name)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>All members of an object whose names are its own affair.</summary>
    public IReadOnlyList<(string Name, JsonNode Value)> Members()
    {
        Object();
        AllowMembers([.. (_members ?? []).Select(static member => member.Name)]);
        return _members ?? [];
    }

    /// <summary>The items of an array of objects or texts.</summary>
    public IReadOnlyList<JsonNode> Items()
    {
        if (_type != JsonTokenType.StartArray)
        {
            throw Fault("is not an array");
        }

        return _numbers is null ? _items ?? [] : throw ItemFault(0, "is a number");
    }

    public string Text() => _type == JsonTokenType.String ? _text : throw Fault("is not a text");

    public int Integer(int smallest, int largest) =>
        _type == JsonTokenType.Number && _number >= smallest && _number <= largest && _number == Math.Floor(_number)
            ? (int)_number
            : throw Fault($"{Shown()}; it must be a whole number from {smallest} to {largest}");

    public TEnum Name<TEnum>()
        where TEnum : struct, Enum =>
        JsonNames.TryParse(Text(), out TEnum value) ? value : throw Fault($"is '{Text()}'; it must be one of {JsonNames.List<TEnum>()}");

    /// <summary>A finite number.</summary>
    public double Number() => _type == JsonTokenType.Number && double.IsFinite(_number) ? _number : throw Fault($"{Shown()}; it must be a finite number");

    /// <summary>Requires an array of so many numbers, or, with <paramref name="rows"/>, of so many rows of so many numbers.</summary>
    public void RequireShape(int? rows, int columns)
    {
        RequireNumbers();
        if (rows is not { } expected)
        {
            if (_rowLengths is not null || ItemCount != columns)
            {
                throw Fault($"has {ItemCount} numbers; it must have {columns}");
            }

            return;
        }

        int present = _rowLengths?.Count ?? 0;
        if (_rowLengths is null && ItemCount > 0)
        {
            throw ItemFault(0, "is not an array");
        }

        int wrong = (_rowLengths ?? []).FindIndex(length => length != columns);
        if (wrong >= 0)
        {
            throw ItemFault(wrong, $"has {_rowLengths![wrong]} numbers; it must have {columns}");
        }

        if (present != expected)
        {
            throw Fault($"has {present} rows; the layer has {expected} inputs");
        }
    }

    /// <summary>Writes the numbers of an array, or of all its rows, rounded to the precision; each is finite and at least <paramref name="minimum"/>.</summary>
    /// <param name="destination">Where they go; as many as there are.</param>
    /// <param name="columns">The length of a row; null if there are no rows.</param>
    /// <param name="precision">What they are rounded to.</param>
    /// <param name="minimum">The smallest allowed.</param>
    public void CopyNumbers(Span<double> destination, int? columns, Precision precision, double minimum)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            double number = precision == Precision.Single ? (float)_numbers![i] : _numbers![i];
            if (!double.IsFinite(number) || number < minimum)
            {
                string place = columns is { } length ? $"[{i / length}][{i % length}]" : $"[{i}]";
                throw new JsonNode(_source, this, place, JsonTokenType.Number).Fault(double.IsFinite(number)
                    ? $"is {number.ToString("R", CultureInfo.InvariantCulture)}; it must be at least {minimum}"
                    : "is not a finite number");
            }

            destination[i] = number;
        }
    }

    /// <summary>All numbers of an array, of any count; one that is missing is NaN.</summary>
    public double[] Numbers()
    {
        RequireNumbers();
        return _rowLengths is null ? [.. Enumerable.Range(0, ItemCount).Select(i => _numbers![i])] : throw ItemFault(0, "is not a number");
    }

    internal void SetText(string text) => _text = text;

    internal void SetNumber(double number) => _number = number;

    internal void Add(string name, JsonNode value) => (_members ??= []).Add((name, value));

    internal void AddItem(JsonNode item)
    {
        (_items ??= []).Add(item);
        if (_numbers is not null)
        {
            throw item.Fault("is not a number");
        }
    }

    internal void AddNumber(double number)
    {
        if (_items is not null || _rowLengths is not null)
        {
            throw ItemFault(ItemCount, "is a number among other things");
        }

        (_numbers ??= new NumberList()).Add(number);
    }

    /// <summary>Begins a row of an array of rows.</summary>
    /// <returns>Its place.</returns>
    internal int BeginRow()
    {
        if (_items is not null || (_numbers is not null && _rowLengths is null))
        {
            throw ItemFault(ItemCount, "is an array among other things");
        }

        _numbers ??= new NumberList();
        (_rowLengths ??= []).Add(0);
        return _rowLengths.Count - 1;
    }

    internal int RowLength(int row) => _rowLengths![row];

    internal void AddToRow(double number)
    {
        _rowLengths![^1]++;
        _numbers!.Add(number);
    }

    private BackpropException ItemFault(int index, string problem) => new JsonNode(_source, this, $"[{index}]", _type).Fault(problem);

    private void RequireNumbers()
    {
        if (_type != JsonTokenType.StartArray)
        {
            throw Fault("is not an array");
        }

        if (_items is { Count: > 0 })
        {
            throw _items[0].Fault("is not a number");
        }
    }

    private string Shown() => _type switch
    {
        JsonTokenType.Number => $"is {_number.ToString("R", CultureInfo.InvariantCulture)}",
        JsonTokenType.String => "is a text",
        JsonTokenType.Null => "is null",
        _ => "is not a number",
    };
}
