using System.Collections;
using System.Globalization;
using System.Reflection;

using PSBackprop.Training.Settings;

namespace PSBackprop.Help;

/// <summary>How a parameter belongs to a parameter set.</summary>
/// <param name="Position">Null where it must be named.</param>
internal sealed record ParameterSetUse(string Name, bool IsMandatory, int? Position, bool ByValue, bool ByPropertyName)
{
    public string PositionText => Position?.ToString(CultureInfo.InvariantCulture) ?? "named";

    public string Pipeline => (ByValue, ByPropertyName) switch
    {
        (true, true) => "true (ByValue, ByPropertyName)",
        (true, false) => "true (ByValue)",
        (false, true) => "true (ByPropertyName)",
        _ => "false",
    };
}

/// <summary>What the assembly and its documentation comments say of a parameter.</summary>
internal sealed class ParameterDescription
{
    public ParameterDescription(PropertyInfo property, object instance, DocumentationComments comments)
    {
        Name = property.Name;
        Type type = property.PropertyType;
        TypeName = type.Name;
        IsSwitch = type.Name == "SwitchParameter";
        Sets = [.. property.Attributes("ParameterAttribute").Select(Read)];
        var aliases = (IEnumerable<CustomAttributeTypedArgument>?)property.Attribute("AliasAttribute")?.ConstructorArguments[0].Value;
        Aliases = [.. (aliases ?? []).Select(alias => (string)alias.Value!)];
        HasWildcards = property.Attribute("SupportsWildcardsAttribute") is not null;
        Type values = type.IsArray ? type.GetElementType()! : type;
        MemberText? members = OfMembers(property, instance.GetType());
        Text = members?.Sentences is { Length: > 0 } sentences ? [.. comments.Of(property), sentences] : comments.Of(property);
        Values = values.IsEnum ? [.. Enum.GetNames(values).Select(name => (name, comments.OfMember(values, name)))] : [];
        string? told = property.Attribute("PSDefaultValueAttribute")?.Value<string>("Help");
        Default = told ?? members?.Default ?? (IsMandatory ? "None" : Told(property.GetValue(instance)));
    }

    private ParameterDescription(string name, string alias, string text)
    {
        Name = name;
        TypeName = "SwitchParameter";
        IsSwitch = true;
        Sets = [new ParameterSetUse("__AllParameterSets", IsMandatory: false, Position: null, ByValue: false, ByPropertyName: false)];
        Aliases = [alias];
        Text = [text];
        Values = [];
        Default = "False";
    }

    /// <summary>The parameters that PowerShell adds to a cmdlet that asks before it changes something.</summary>
    public static IReadOnlyList<ParameterDescription> OfShouldProcess { get; } =
    [
        new("WhatIf", "wi", "Says what would be done, and does nothing."),
        new("Confirm", "cf", "Asks before anything is done."),
    ];

    public string Name { get; }

    public string TypeName { get; }

    public bool IsSwitch { get; }

    public IReadOnlyList<ParameterSetUse> Sets { get; }

    public IReadOnlyList<string> Aliases { get; }

    public bool HasWildcards { get; }

    public IReadOnlyList<string> Text { get; }

    /// <summary>The members of an enum and what they mean; empty for other types.</summary>
    public IReadOnlyList<(string Name, string Text)> Values { get; }

    public string Default { get; }

    public bool IsMandatory => Sets.Any(set => set.IsMandatory);

    /// <summary>What holds for a parameter in at least one of its sets.</summary>
    public ParameterSetUse Use => new(
        string.Empty,
        IsMandatory,
        Sets.Max(set => set.Position),
        Sets.Any(set => set.ByValue),
        Sets.Any(set => set.ByPropertyName));

    public string AliasText => Aliases.Count > 0 ? string.Join(", ", Aliases) : "none";

    /// <summary>The text, and the values of an enum in a list behind it.</summary>
    public IEnumerable<string> Paragraphs =>
        Values.Count == 0 ? Text : [.. Text, string.Join('\n', Values.Select(value => $"- {value.Name}: {value.Text}").Prepend("Values:"))];

    // Members that the cmdlet has no parameter to choose by are not told of.
    private static MemberText? OfMembers(PropertyInfo property, Type cmdlet) =>
        ParameterUse.Of(property.Name) is { } use && (use.Choice is null || cmdlet.GetProperty(use.Choice) is not null) ? new MemberText(use) : null;

    private static ParameterSetUse Read(CustomAttributeData attribute)
    {
        bool hasPosition = attribute.NamedArguments.Any(argument => argument.MemberName == "Position");
        return new ParameterSetUse(
            attribute.Value<string>("ParameterSetName") ?? "__AllParameterSets",
            attribute.Value<bool>("Mandatory"),
            hasPosition ? attribute.Value<int>("Position") : null,
            attribute.Value<bool>("ValueFromPipeline"),
            attribute.Value<bool>("ValueFromPipelineByPropertyName"));
    }

    // A number, a time or a character that is zero before a call stands for "not given", unless PSDefaultValue says more.
    private string Told(object? value) => value switch
    {
        _ when IsSwitch => "False",
        null or string { Length: 0 } or ICollection => "None",
        Enum => value.ToString()!,
        ValueType when value.Equals(Activator.CreateInstance(value.GetType())) => "None",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
