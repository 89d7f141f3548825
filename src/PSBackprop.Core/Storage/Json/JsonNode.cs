using System.Globalization;

using PSBackprop.Layers;

using Kind = PSBackprop.Storage.Json.JsonTree.Kind;

namespace PSBackprop.Storage.Json;

/// <summary>A JSON value with its place in the file, read strictly.</summary>
internal sealed class JsonNode
{
    private readonly JsonTree _tree;
    private readonly JsonNode? _parent;
    private readonly string _name;
    private readonly int _entry;

    // A number of an array of plain numbers, which has no entry of its own.
    private readonly double? _bare;

    /// <param name="tree">The document.</param>
    /// <param name="parent">What the value is in; null for the document itself.</param>
    /// <param name="name">What the value is called there.</param>
    /// <param name="entry">Where it is in the document.</param>
    public JsonNode(JsonTree tree, JsonNode? parent, string name, int entry)
    {
        _tree = tree;
        _parent = parent;
        _name = name;
        _entry = entry;
    }

    private JsonNode(JsonNode array, int index, double bare)
        : this(array._tree, array, $"[{index}]", array._entry) => _bare = bare;

    public bool IsObject => Is(Kind.Object);

    public bool IsText => Is(Kind.Text) || (_bare is { } bare && !double.IsFinite(bare) && !JsonNumber.IsMissing(bare) && !JsonNumber.IsTooLarge(bare));

    public bool IsNumber => Is(Kind.Number) || (_bare is { } bare && (double.IsFinite(bare) || JsonNumber.IsTooLarge(bare)));

    /// <summary>How many items an array has, or members an object.</summary>
    public int ItemCount => _bare is null ? _tree.CountOf(_entry) : 0;

    private string Place
    {
        get
        {
            string outer = _parent?.Place ?? string.Empty;
            return outer.Length == 0 || _name.StartsWith('[') ? outer + _name : $"{outer}.{_name}";
        }
    }

    private bool IsArray => Is(Kind.Numbers) || Is(Kind.Rows) || Is(Kind.Items);

    public BackpropException Fault(string problem) => Errors.FileContent(_tree.Source, Place.Length == 0 ? "the file" : Place, problem);

    public JsonNode Object() => IsObject ? this : throw Fault("is not an object");

    /// <summary>Refuses members with other names and members given twice.</summary>
    public void AllowMembers(params string[] names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _) in Pairs())
        {
            if (Array.IndexOf(names, name) < 0)
            {
                throw Fault($"has the unknown member '{name}'");
            }

            RequireNew(name, seen);
        }
    }

    public JsonNode Member(string name) => OptionalMember(name) ?? throw Fault($"lacks the member '{name}'");

    public JsonNode? OptionalMember(string name)
    {
        byte[] text = System.Text.Encoding.UTF8.GetBytes(name);
        for (int entry = _entry + 1; IsObject && entry < _tree.After(_entry); entry = _tree.After(entry + 1))
        {
            if (_tree.TextIs(entry, text))
            {
                return new JsonNode(_tree, this, name, entry + 1);
            }
        }

        return null;
    }

    /// <summary>All members of an object whose names are its own affair, one by one; one given twice is refused.</summary>
    public IEnumerable<(string Name, JsonNode Value)> Members()
    {
        Object();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in Pairs())
        {
            RequireNew(pair.Name, seen);
            yield return pair;
        }
    }

    /// <summary>The items of an array of objects or texts, one by one.</summary>
    public IEnumerable<JsonNode> Items()
    {
        if (!IsArray)
        {
            throw Fault("is not an array");
        }

        if (Is(Kind.Rows))
        {
            throw ItemFault(0, "is an array");
        }

        int count = ItemCount;
        if (Is(Kind.Numbers))
        {
            for (int i = 0; i < count; i++)
            {
                yield return new JsonNode(this, i, _tree.NumberOf(_entry, i));
            }

            yield break;
        }

        for (int i = 0, entry = _entry + 1; i < count; i++, entry = _tree.After(entry))
        {
            yield return new JsonNode(_tree, this, $"[{i}]", entry);
        }
    }

    public string Text() => !IsText ? throw Fault("is not a text")
        : _bare is { } bare ? System.Text.Encoding.UTF8.GetString(JsonNumber.NameOf(bare))
        : _tree.TextOf(_entry);

    public bool Boolean() => Is(Kind.Boolean) ? _tree.BooleanOf(_entry) : throw Fault("is not true or false");

    public int Integer(int smallest, int largest)
    {
        double number = IsNumber ? Bare() : double.NaN;
        return number >= smallest && number <= largest && number == Math.Floor(number)
            ? (int)number
            : throw Fault($"{Shown()}; it must be a whole number from {smallest} to {largest}");
    }

    public TEnum Name<TEnum>()
        where TEnum : struct, Enum =>
        JsonNames.TryParse(Text(), out TEnum value) ? value : throw Fault($"is '{Text()}'; it must be one of {JsonNames.List<TEnum>()}");

    /// <summary>The one of several things that the text names.</summary>
    public TItem Choice<TItem>(IEnumerable<TItem> items, Func<TItem, string> name)
        where TItem : class =>
        items.FirstOrDefault(item => name(item) == Text())
            ?? throw Fault($"is '{Text()}'; it must be one of {string.Join(", ", items.Select(name))}");

    /// <summary>A finite number.</summary>
    public double Number()
    {
        double number = IsNumber ? Bare() : double.NaN;
        return double.IsFinite(number) ? number : throw Fault($"{Shown()}; it must be a finite number");
    }

    /// <summary>Requires an array of so many numbers, or, with <paramref name="rows"/>, of so many rows of so many numbers.</summary>
    public void RequireShape(int? rows, int columns)
    {
        RequireNumbers();
        if (rows is not { } expected)
        {
            if (Is(Kind.Rows) || ItemCount != columns)
            {
                throw Fault($"has {ItemCount} numbers; it must have {columns}");
            }

            return;
        }

        if (Is(Kind.Numbers) && ItemCount > 0)
        {
            throw ItemFault(0, "is not an array");
        }

        int present = Is(Kind.Rows) ? ItemCount : 0;
        for (int i = 0; i < present; i++)
        {
            if (_tree.RowLength(_entry, i) != columns)
            {
                throw ItemFault(i, $"has {_tree.RowLength(_entry, i)} numbers; it must have {columns}");
            }
        }

        if (present != expected)
        {
            throw Fault($"has {present} rows; it must have {expected}");
        }
    }

    /// <summary>
    /// Writes the numbers of an array, or of all its rows, rounded to the precision; each is finite and within the
    /// tensor's bounds.
    /// </summary>
    /// <param name="destination">Where they go; as many as there are.</param>
    /// <param name="tensor">What they are.</param>
    /// <param name="precision">What they are rounded to.</param>
    public void CopyNumbers(Span<double> destination, ParameterTensor tensor, Precision precision)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            double number = _tree.NumberOf(_entry, i);
            number = precision == Precision.Single ? (float)number : number;
            if (!double.IsFinite(number) || number < tensor.Minimum || number > tensor.Maximum)
            {
                string place = tensor.Rows is null ? $"[{i}]" : $"[{i / tensor.Columns}][{i % tensor.Columns}]";
                string found = $"is {number.ToString("R", CultureInfo.InvariantCulture)}; it must be at";
                throw new JsonNode(_tree, this, place, _entry).Fault(
                    !double.IsFinite(number) ? "is not a finite number"
                    : number < tensor.Minimum ? $"{found} least {tensor.Minimum}"
                    : $"{found} most {tensor.Maximum}");
            }

            destination[i] = number;
        }
    }

    /// <summary>All numbers of an array, of any count, NaN and the infinities among them.</summary>
    public double[] Numbers() => [.. OptionalNumbers().Select((number, i) => number ?? throw ItemFault(i, "is null"))];

    /// <summary>All numbers of an array, of any count, NaN and the infinities among them; null where there is none.</summary>
    public double?[] OptionalNumbers()
    {
        RequireNumbers();
        if (Is(Kind.Rows))
        {
            throw ItemFault(0, "is not a number");
        }

        var numbers = new double?[ItemCount];
        for (int i = 0; i < numbers.Length; i++)
        {
            double number = _tree.NumberOf(_entry, i);
            numbers[i] = JsonNumber.IsTooLarge(number) ? throw ItemFault(i, "is beyond the range of numbers") : JsonNumber.IsMissing(number) ? null : number;
        }

        return numbers;
    }

    private bool Is(Kind kind) => _bare is null && _tree.KindOf(_entry) == kind;

    private double Bare() => _bare ?? _tree.NumberOf(_entry);

    private IEnumerable<(string Name, JsonNode Value)> Pairs()
    {
        for (int entry = _entry + 1; IsObject && entry < _tree.After(_entry); entry = _tree.After(entry + 1))
        {
            string name = _tree.TextOf(entry);
            yield return (name, new JsonNode(_tree, this, name, entry + 1));
        }
    }

    private void RequireNew(string name, HashSet<string> seen)
    {
        if (!seen.Add(name))
        {
            throw Fault($"has the member '{name}' twice");
        }
    }

    private BackpropException ItemFault(int index, string problem) => new JsonNode(_tree, this, $"[{index}]", _entry).Fault(problem);

    private void RequireNumbers()
    {
        if (!IsArray)
        {
            throw Fault("is not an array");
        }

        if (Is(Kind.Items))
        {
            throw Items().First(static item => !item.IsNumber).Fault("is not a number");
        }
    }

    private string Shown() =>
        IsText ? "is a text"
        : Is(Kind.Null) || (_bare is { } bare && JsonNumber.IsMissing(bare)) ? "is null"
        : !IsNumber ? "is not a number"
        : JsonNumber.IsTooLarge(Bare()) ? "is beyond the range of numbers"
        : $"is {Bare().ToString("R", CultureInfo.InvariantCulture)}";
}
