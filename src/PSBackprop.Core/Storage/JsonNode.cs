using System.Text.Json;

namespace PSBackprop.Storage;

/// <summary>A JSON value with its place in the file, read strictly.</summary>
internal readonly struct JsonNode
{
    private readonly JsonElement _element;
    private readonly string _place;
    private readonly string _source;

    private JsonNode(JsonElement element, string place, string source)
    {
        _element = element;
        _place = place;
        _source = source;
    }

    public static JsonNode Root(JsonElement element, string source) => new(element, string.Empty, source);

    public BackpropException Fault(string problem) => Errors.FileContent(_source, _place.Length == 0 ? "the file" : _place, problem);

    public JsonNode Object() => _element.ValueKind == JsonValueKind.Object ? this : throw Fault("is not an object");

    /// <summary>Refuses members with other names and members given twice.</summary>
    public void AllowMembers(params string[] names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty property in _element.EnumerateObject())
        {
            if (Array.IndexOf(names, property.Name) < 0)
            {
                throw Fault($"has the unknown member '{property.Name}'");
            }

            if (!seen.Add(property.Name))
            {
                throw Fault($"has the member '{property.Name}' twice");
            }
        }
    }

    public JsonNode Member(string name) => OptionalMember(name) ?? throw Fault($"lacks the member '{name}'");

    public JsonNode? OptionalMember(string name) => _element.TryGetProperty(name, out JsonElement member)
        ? new JsonNode(member, _place.Length == 0 ? name : $"{_place}.{name}", _source)
        : null;

    public IEnumerable<JsonNode> Items()
    {
        if (_element.ValueKind != JsonValueKind.Array)
        {
            throw Fault("is not an array");
        }

        return Enumerate(this);

        static IEnumerable<JsonNode> Enumerate(JsonNode node)
        {
            int index = 0;
            foreach (JsonElement item in node._element.EnumerateArray())
            {
                yield return new JsonNode(item, $"{node._place}[{index}]", node._source);
                index++;
            }
        }
    }

    public string Text() => _element.ValueKind == JsonValueKind.String ? _element.GetString()! : throw Fault("is not a text");

    public int Integer(int smallest, int largest) =>
        _element.ValueKind == JsonValueKind.Number && _element.TryGetInt32(out int value) && value >= smallest && value <= largest
            ? value
            : throw Fault($"is {_element.GetRawText()}; it must be a whole number from {smallest} to {largest}");

    public TEnum Name<TEnum>()
        where TEnum : struct, Enum =>
        JsonNames.TryParse(Text(), out TEnum value) ? value : throw Fault($"is '{Text()}'; it must be one of {JsonNames.List<TEnum>()}");

    /// <summary>An array of exactly <paramref name="count"/> finite numbers of at least <paramref name="minimum"/>, rounded to the precision.</summary>
    public double[] Numbers(int count, Precision precision, double minimum)
    {
        if (_element.ValueKind != JsonValueKind.Array || _element.GetArrayLength() != count)
        {
            throw Fault(_element.ValueKind == JsonValueKind.Array ? $"has {_element.GetArrayLength()} numbers; it must have {count}" : "is not an array");
        }

        double[] numbers = new double[count];
        int index = 0;
        foreach (JsonNode item in Items())
        {
            numbers[index] = item.Number(precision);
            if (numbers[index] < minimum)
            {
                throw item.Fault($"is {item._element.GetRawText()}; it must be at least {minimum}");
            }

            index++;
        }

        return numbers;
    }

    /// <summary>A finite number, rounded to the precision.</summary>
    public double Number(Precision precision)
    {
        double value = double.NaN;
        if (_element.ValueKind == JsonValueKind.Number)
        {
            value = precision == Precision.Single ? _element.GetSingle() : _element.GetDouble();
        }

        return double.IsFinite(value) ? value : throw Fault($"is {_element.GetRawText()}; it must be a finite number");
    }
}
