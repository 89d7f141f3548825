using System.Text.Json;

using PSBackprop.Storage.Json;

namespace PSBackprop.Storage;

/// <summary>Writes what a column says of itself as members of a JSON object.</summary>
internal sealed class JsonColumnWriter(Utf8JsonWriter json) : IColumnWriter
{
    public void Number(string member, double value) => json.WriteNumber(member, value);

    public void Numbers(string member, IEnumerable<double> values)
    {
        json.WriteStartArray(member);
        foreach (double value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    public void Text(string member, string value) => json.WriteString(member, value);

    public void Texts(string member, IEnumerable<string> values)
    {
        json.WriteStartArray(member);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    public void Name<TEnum>(string member, TEnum value)
        where TEnum : struct, Enum => json.WriteString(member, JsonNames.Of(value));
}
