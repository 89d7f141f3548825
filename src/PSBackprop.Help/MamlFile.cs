using System.Xml;
using System.Xml.Linq;

namespace PSBackprop.Help;

/// <summary>The help file that Get-Help reads.</summary>
internal static class MamlFile
{
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly XNamespace s_root = "http://msh";

    public static void Write(string path, IEnumerable<CmdletPage> pages)
    {
        var root = new XElement(
            s_root + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", s_maml),
            new XAttribute(XNamespace.Xmlns + "command", s_command),
            new XAttribute(XNamespace.Xmlns + "dev", s_dev),
            pages.Select(Command));
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.None };
        using var writer = XmlWriter.Create(path, settings);
        root.Save(writer);
    }

    private static XElement Command(CmdletPage page) => new(
        s_command + "command",
        new XElement(
            s_command + "details",
            new XElement(s_command + "name", page.Cmdlet.Name),
            new XElement(s_maml + "description", Paragraph(page.Synopsis)),
            new XElement(s_command + "verb", page.Cmdlet.Verb),
            new XElement(s_command + "noun", page.Cmdlet.Noun)),
        new XElement(s_maml + "description", page.Description.Select(Paragraph)),
        new XElement(
            s_command + "syntax",
            page.Cmdlet.Sets.Select(set => new XElement(
                s_command + "syntaxItem",
                new XElement(s_maml + "name", page.Cmdlet.Name),
                set.Parameters.Select(part => InSyntax(part.Parameter, part.Use))))),
        new XElement(s_command + "parameters", page.Cmdlet.ByName.Select(Parameter)),
        new XElement(s_command + "inputTypes", page.Inputs.Select(type => Type(s_command + "inputType", type))),
        new XElement(s_command + "returnValues", page.Outputs.Select(type => Type(s_command + "returnValue", type))),
        new XElement(s_maml + "alertSet", new XElement(s_maml + "alert", page.Notes.Select(Paragraph))),
        new XElement(s_command + "examples", page.Examples.Select(Example)),
        new XElement(s_command + "relatedLinks", page.Links.Prepend(new Link("Online Version:", page.OnlineVersion)).Select(Link)));

    private static XElement InSyntax(ParameterDescription parameter, ParameterSetUse use) => new(
        s_command + "parameter",
        Attributes(parameter, use),
        new XElement(s_maml + "name", parameter.Name),
        parameter.IsSwitch ? null : Value(parameter.TypeName, required: true),
        parameter.Values.Count == 0
            ? null
            : new XElement(s_command + "parameterValueGroup", parameter.Values.Select(value => Value(value.Name, required: false))));

    private static XElement Parameter(ParameterDescription parameter) => new(
        s_command + "parameter",
        Attributes(parameter, parameter.Use),
        new XElement(s_maml + "name", parameter.Name),
        new XElement(s_maml + "description", parameter.Paragraphs.Select(Paragraph)),
        parameter.IsSwitch ? null : Value(parameter.TypeName, required: true),
        new XElement(s_dev + "type", new XElement(s_maml + "name", parameter.TypeName), new XElement(s_maml + "uri")),
        new XElement(s_dev + "defaultValue", parameter.Default));

    private static XAttribute[] Attributes(ParameterDescription parameter, ParameterSetUse use) =>
    [
        new XAttribute("required", use.IsMandatory),
        new XAttribute("variableLength", true),
        new XAttribute("globbing", parameter.HasWildcards),
        new XAttribute("pipelineInput", use.Pipeline),
        new XAttribute("position", use.PositionText),
        new XAttribute("aliases", parameter.AliasText),
    ];

    private static XElement Value(string text, bool required) =>
        new(s_command + "parameterValue", new XAttribute("required", required), new XAttribute("variableLength", false), text);

    private static XElement Type(XName name, TypeNote note) => new(
        name,
        new XElement(s_dev + "type", new XElement(s_maml + "name", note.Type)),
        new XElement(s_maml + "description", note.Text.Select(Paragraph)));

    private static XElement Example(Example example) => new(
        s_command + "example",
        new XElement(s_maml + "title", example.Title),
        new XElement(s_dev + "code", example.Code),
        new XElement(
            s_dev + "remarks",
            example.Output.Length > 0 ? example.Output.Split('\n').Append(string.Empty).Select(Paragraph) : [],
            example.Remarks.Select(Paragraph)));

    private static XElement Link(Link link) =>
        new(s_maml + "navigationLink", new XElement(s_maml + "linkText", link.Text), new XElement(s_maml + "uri", link.Address));

    private static XElement Paragraph(string text) => new(s_maml + "para", text);
}
