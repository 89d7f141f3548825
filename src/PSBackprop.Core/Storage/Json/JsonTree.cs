using System.Text.Json;

namespace PSBackprop.Storage;

/// <summary>Reads a JSON document into nodes. Numbers in arrays, and in arrays of arrays, are kept bare: a network is nearly nothing else.</summary>
internal sealed class JsonTree
{
    private const int MaximumDepth = 16;

    private readonly JsonTokens _tokens;
    private readonly string _source;

    private JsonTree(Stream stream, string source)
    {
        _tokens = new JsonTokens(stream, MaximumDepth);
        _source = source;
    }

    /// <exception cref="JsonException">The stream is not one complete JSON document.</exception>
    /// <exception cref="BackpropException">An array mixes numbers with other things.</exception>
    public static JsonNode Read(Stream stream, string source)
    {
        var tree = new JsonTree(stream, source);
        tree.Next();
        JsonNode root = tree.Value(null, string.Empty);
        return tree._tokens.Read() ? throw new JsonException("There is something after the document's end.") : root;
    }

    private void Next()
    {
        if (!_tokens.Read())
        {
            throw new JsonException("The document ends too early.");
        }
    }

    private JsonNode Value(JsonNode? parent, string name)
    {
        var node = new JsonNode(_source, parent, name, _tokens.Type);
        switch (_tokens.Type)
        {
            case JsonTokenType.StartObject:
                ReadObject(node);
                break;
            case JsonTokenType.StartArray:
                ReadArray(node);
                break;
            case JsonTokenType.String:
                node.SetText(_tokens.Text);
                break;
            case JsonTokenType.Number:
                node.SetNumber(_tokens.Number);
                break;
        }

        return node;
    }

    private void ReadObject(JsonNode node)
    {
        for (Next(); _tokens.Type != JsonTokenType.EndObject; Next())
        {
            string name = _tokens.Text;
            Next();
            node.Add(name, Value(node, name));
        }
    }

    private void ReadArray(JsonNode node)
    {
        for (Next(); _tokens.Type != JsonTokenType.EndArray; Next())
        {
            switch (_tokens.Type)
            {
                case JsonTokenType.Number:
                    node.AddNumber(_tokens.Number);
                    break;
                case JsonTokenType.Null:
                    node.AddNumber(double.NaN);
                    break;
                case JsonTokenType.StartArray:
                    ReadRow(node);
                    break;
                default:
                    node.AddItem(Value(node, $"[{node.ItemCount}]"));
                    break;
            }
        }
    }

    private void ReadRow(JsonNode node)
    {
        int row = node.BeginRow();
        for (Next(); _tokens.Type != JsonTokenType.EndArray; Next())
        {
            if (_tokens.Type is not (JsonTokenType.Number or JsonTokenType.Null))
            {
                throw new JsonNode(_source, node, $"[{row}][{node.RowLength(row)}]", _tokens.Type).Fault("is not a number");
            }

            node.AddToRow(_tokens.Type == JsonTokenType.Null ? double.NaN : _tokens.Number);
        }
    }
}
