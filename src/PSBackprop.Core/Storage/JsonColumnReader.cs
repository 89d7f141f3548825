using PSBackprop.Storage.Json;

namespace PSBackprop.Storage;

/// <summary>Reads what a column says of itself from a JSON object.</summary>
/// <param name="node">The object.</param>
/// <param name="units">The most units that the column can have.</param>
internal sealed class JsonColumnReader(JsonNode node, int units) : IColumnReader
{
    public int MostUnits => units;

    public bool Has(string member) => node.OptionalMember(member) is not null;

    public double Number(string member) => node.Member(member).Number();

    public double[] Numbers(string member)
    {
        double[] numbers = node.Member(member).Numbers();
        return Array.TrueForAll(numbers, double.IsFinite) ? numbers : throw node.Member(member).Fault("has numbers that are not finite");
    }

    public int Integer(string member, int least, int most) => node.Member(member).Integer(least, most);

    public string Text(string member) => node.Member(member).Text();

    public int Count(string member) => node.Member(member).ItemCount;

    public string[] Texts(string member) => [.. node.Member(member).Items().Select(static item => item.Text())];

    public TEnum Name<TEnum>(string member)
        where TEnum : struct, Enum => node.Member(member).Name<TEnum>();

    public BackpropException Fault(string member, string what) => node.Member(member).Fault(what);
}
