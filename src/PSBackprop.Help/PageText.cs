namespace PSBackprop.Help;

/// <summary>The parts of a page that are made from the assembly, in Markdown.</summary>
internal static class PageText
{
    /// <summary>One line of syntax for each parameter set.</summary>
    public static string Syntax(CmdletDescription cmdlet) => string.Join('\n', cmdlet.Sets.Select(set => $"""
        {(cmdlet.Sets.Count > 1 ? $"### {set.Name}\n\n" : string.Empty)}```powershell
        {cmdlet.Name} {string.Concat(set.Parameters.Select(part => Syntax(part.Parameter, part.Use) + " "))}[<CommonParameters>]
        ```

        """.ReplaceLineEndings("\n")));

    /// <summary>A part for each parameter, in the order of their names.</summary>
    public static string Parameters(CmdletDescription cmdlet) =>
        string.Concat(cmdlet.ByName.Select(parameter => Part(cmdlet, parameter)))
        + "### CommonParameters\n\nThis cmdlet supports the common parameters: see about_CommonParameters.\n";

    private static string Part(CmdletDescription cmdlet, ParameterDescription parameter)
    {
        string[] sets = [.. cmdlet.Sets.Where(set => set.Parameters.Any(part => part.Parameter == parameter)).Select(set => set.Name)];
        IEnumerable<string> values = parameter.Values.Select(value => $"- `{value.Name}`: {Escaped(value.Text)}\n");
        string[] facts =
        [
            $"Type: {parameter.TypeName}",
            $"Parameter Sets: {(sets.Length == cmdlet.Sets.Count ? "(All)" : string.Join(", ", sets))}",
            parameter.Aliases.Count > 0 ? $"Aliases: {parameter.AliasText}" : "Aliases:",
            $"Required: {parameter.IsMandatory}",
            $"Position: {parameter.Use.PositionText}",
            $"Default value: {parameter.Default}",
            $"Accept pipeline input: {parameter.Use.Pipeline}",
            $"Accept wildcard characters: {parameter.HasWildcards}",
        ];
        return $"### -{parameter.Name}\n\n{string.Concat(parameter.Text.Select(paragraph => $"{Escaped(paragraph)}\n\n"))}"
            + (parameter.Values.Count > 0 ? $"{string.Concat(values)}\n" : string.Empty)
            + $"```yaml\n{string.Join('\n', facts)}\n```\n\n";
    }

    private static string Syntax(ParameterDescription parameter, ParameterSetUse use)
    {
        string name = use.Position is null ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        string part = parameter.IsSwitch ? name : $"{name} <{parameter.TypeName}>";
        return use.IsMandatory ? part : $"[{part}]";
    }

    // The texts are plain: what Markdown would take for its own is told from it.
    private static string Escaped(string text) =>
        string.Concat(text.Select(letter => "\\`*_<[]|".Contains(letter) ? $"\\{letter}" : letter.ToString()));
}
