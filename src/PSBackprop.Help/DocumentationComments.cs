using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PSBackprop.Help;

/// <summary>The documentation comments that the compiler wrote beside each assembly, as plain paragraphs.</summary>
internal sealed partial class DocumentationComments
{
    private readonly Dictionary<Assembly, Dictionary<string, XElement>> _members = [];

    /// <summary>The paragraphs of a parameter's summary.</summary>
    public IReadOnlyList<string> Of(PropertyInfo property) =>
        Of(property.DeclaringType!, $"P:{property.DeclaringType!.FullName}.{property.Name}");

    /// <summary>The summary of an enum's member, as one paragraph.</summary>
    public string OfMember(Type type, string name) => string.Join(' ', Of(type, $"F:{type.FullName}.{name}"));

    private string[] Of(Type type, string id)
    {
        if (!_members.TryGetValue(type.Assembly, out Dictionary<string, XElement>? members))
        {
            var document = XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml"));
            members = document.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
            _members.Add(type.Assembly, members);
        }

        XElement? summary = members.GetValueOrDefault(id)?.Element("summary");
        IEnumerable<string> texts = summary is null ? [] : Paragraphs(summary).Select(text => Space().Replace(text, " ").Trim());
        string[] paragraphs = [.. texts.Where(text => text.Length > 0)];
        return paragraphs.Length > 0
            ? paragraphs
            : throw new HelpException(id, "It has no documentation comment, which is its text in the help. Write a <summary> for it.");
    }

    private static IEnumerable<string> Paragraphs(XElement summary)
    {
        string text = string.Empty;
        foreach (XNode node in summary.Nodes())
        {
            if (node is XElement { Name.LocalName: "para" } paragraph)
            {
                yield return text;
                yield return Text(paragraph);
                text = string.Empty;
            }
            else
            {
                text += Text(node);
            }
        }

        yield return text;
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement element when element.Attribute("cref") is { } cref => cref.Value.Split('.', ':')[^1],
        XElement element when element.Attribute("langword") is { } word => word.Value,
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => string.Empty,
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
