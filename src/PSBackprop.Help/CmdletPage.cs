using System.Text;
using System.Text.RegularExpressions;

using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PSBackprop.Help;

/// <summary>An example of a page; the output is empty where it says nothing.</summary>
internal sealed record Example(string Title, string Code, string Output, IReadOnlyList<string> Remarks);

/// <summary>A type that goes in or comes out.</summary>
internal sealed record TypeNote(string Type, IReadOnlyList<string> Text);

/// <summary>A related topic; the address is empty where Get-Help knows it.</summary>
internal sealed record Link(string Text, string Address);

/// <summary>
/// The page of a cmdlet, in the layout of PlatyPS. Its syntax and parameters are made from the assembly; the rest is written by hand.
/// </summary>
internal sealed partial class CmdletPage
{
    private static readonly string[] s_sections =
        ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    // Parameters that every cmdlet has, and may be spoken of.
    private static readonly string[] s_common = ["Verbose", "ErrorAction", "WarningAction", "Debug", "PassThru", "WhatIf", "Confirm"];

    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().Build();

    private readonly string _path;
    private readonly string _source;
    private readonly MarkdownDocument _document;

    private CmdletPage(string path, CmdletDescription cmdlet)
    {
        _path = path;
        Cmdlet = cmdlet;
        _source = File.Exists(path)
            ? File.ReadAllText(path).ReplaceLineEndings("\n")
            : throw new HelpException(path, "The cmdlet has no page. Write one like the others.");
        _document = Markdown.Parse(_source, s_pipeline);
        string[] sections = [.. _document.OfType<HeadingBlock>().Where(heading => heading.Level == 2).Select(Text)];
        if (!sections.SequenceEqual(s_sections))
        {
            throw new HelpException(path, $"Its sections are {string.Join(", ", sections)}; they must be {string.Join(", ", s_sections)}.");
        }

        OnlineVersion = Online().Match(_source) is { Success: true } match
            ? match.Groups[1].Value
            : throw new HelpException(path, "Its head has no 'online version:'.");
    }

    public CmdletDescription Cmdlet { get; }

    public string OnlineVersion { get; }

    public string Synopsis => string.Join(' ', Paragraphs("SYNOPSIS"));

    public IReadOnlyList<string> Description => Paragraphs("DESCRIPTION");

    public IReadOnlyList<string> Notes => Paragraphs("NOTES");

    public IReadOnlyList<TypeNote> Inputs => Types("INPUTS");

    public IReadOnlyList<TypeNote> Outputs => Types("OUTPUTS");

    public IReadOnlyList<Example> Examples =>
    [
        .. from part in Parts("EXAMPLES")
           let code = part.Blocks.OfType<FencedCodeBlock>().ToArray()
           select code.Length > 0 && code[0].Info == "powershell"
               ? new Example(part.Title, $"{code[0].Lines}", string.Join('\n', code[1..].Select(block => $"{block.Lines}")), Plain(part.Blocks))
               : throw new HelpException(_path, $"'{part.Title}' has no code marked as powershell."),
    ];

    public IReadOnlyList<Link> Links =>
    [
        .. from block in Blocks("RELATED LINKS")
           from link in block.Descendants<LinkInline>()
           select new Link(Text(link), link.Url!.StartsWith("https://", StringComparison.Ordinal) ? link.Url : string.Empty),
    ];

    /// <summary>Reads a page and checks that it has what a page must have, and speaks of no parameter that isn't there.</summary>
    public static CmdletPage Read(string path, CmdletDescription cmdlet, IReadOnlyList<CmdletDescription> all)
    {
        var page = new CmdletPage(path, cmdlet);
        string[] empty = [.. s_sections.Except(["SYNTAX", "PARAMETERS"]).Where(section => !page.Blocks(section).Any())];
        if (empty.Length > 0)
        {
            throw new HelpException(path, $"Nothing is written under {string.Join(", ", empty)}.");
        }

        // A page may speak of the parameters of other cmdlets that it names.
        IEnumerable<CmdletDescription> named = all.Where(one => one == cmdlet || page._source.Contains(one.Name, StringComparison.Ordinal));
        HashSet<string> known = [.. s_common, .. named.SelectMany(one => one.Parameters).Select(parameter => parameter.Name)];
        IEnumerable<string> described = page.Parts("PARAMETERS").Select(part => part.Title)
            .Where(title => title != "CommonParameters" && cmdlet.Parameters.All(parameter => $"-{parameter.Name}" != title));
        IEnumerable<string> spoken = page._document.Descendants<CodeInline>().Select(code => code.Content)
            .Where(text => Parameter().IsMatch(text) && !known.Contains(text[1..]));
        string unknown = string.Join(", ", described.Concat(spoken).Distinct());
        return unknown.Length == 0
            ? page
            : throw new HelpException(path, $"It names {unknown}, which {cmdlet.Name} does not have. Correct the name or remove it.");
    }

    /// <summary>Writes the page with the assembly's syntax and parameters, if they have changed.</summary>
    public void Renew(bool check)
    {
        string renewed = Replaced(Replaced(_source, "SYNTAX", PageText.Syntax(Cmdlet)), "PARAMETERS", PageText.Parameters(Cmdlet));
        if (renewed == _source)
        {
            return;
        }

        if (check)
        {
            throw new HelpException(_path, "Its syntax or parameters are not the assembly's. Build on your machine, and commit the page.");
        }

        File.WriteAllText(_path, renewed);
    }

    private static string Replaced(string page, string section, string text) =>
        Regex.Replace(page, $@"(?<=^## {section}\n).*?(?=^## )", _ => $"\n{text}\n", RegexOptions.Singleline | RegexOptions.Multiline);

    private IEnumerable<Block> Blocks(string section) =>
        _document.SkipWhile(block => !(block is HeadingBlock { Level: 2 } heading && Text(heading) == section)).Skip(1)
            .TakeWhile(block => block is not HeadingBlock { Level: 2 });

    private List<string> Paragraphs(string section) => Plain(Blocks(section));

    private IEnumerable<(string Title, IReadOnlyList<Block> Blocks)> Parts(string section)
    {
        Block[] blocks = [.. Blocks(section)];
        return
            from heading in blocks.OfType<HeadingBlock>()
            let rest = blocks.SkipWhile(block => block != heading).Skip(1).TakeWhile(block => block is not HeadingBlock)
            select (Text(heading), (IReadOnlyList<Block>)[.. rest]);
    }

    private List<TypeNote> Types(string section) => [.. Parts(section).Select(part => new TypeNote(part.Title, Plain(part.Blocks)))];

    private static List<string> Plain(IEnumerable<Block> blocks)
    {
        List<string> paragraphs = [];
        foreach (Block block in blocks)
        {
            if (block is ParagraphBlock paragraph)
            {
                paragraphs.Add(Text(paragraph));
            }
            else if (block is ListBlock list)
            {
                paragraphs.AddRange(list.OfType<ListItemBlock>().Select(item => "- " + string.Join(' ', Plain(item))));
            }
        }

        return paragraphs;
    }

    private static string Text(LeafBlock block) => Text(block.Inline!);

    private static string Text(ContainerInline container)
    {
        var text = new StringBuilder();
        foreach (Inline inline in container)
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LineBreakInline => " ",
                ContainerInline inner => Text(inner),
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                _ => throw new HelpException("page", $"'{inline}' is of a kind that the help cannot show."),
            });
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^online version: (https://\S+)$", RegexOptions.Multiline)]
    private static partial Regex Online();

    [GeneratedRegex("^-[A-Z][A-Za-z]+$")]
    private static partial Regex Parameter();
}
