using System.Reflection;

namespace PSBackprop.Help;

/// <summary>What the assembly says of a cmdlet.</summary>
internal sealed class CmdletDescription
{
    private const string AllSets = "__AllParameterSets";

    public CmdletDescription(Type type, CustomAttributeData cmdlet, DocumentationComments comments)
    {
        Verb = (string)cmdlet.ConstructorArguments[0].Value!;
        Noun = (string)cmdlet.ConstructorArguments[1].Value!;
        object instance = Activator.CreateInstance(type)!;
        IEnumerable<ParameterDescription> own = type.GetProperties()
            .Where(property => property.Attribute("ParameterAttribute") is not null)
            .Select(property => new ParameterDescription(property, instance, comments));
        Parameters = [.. own.Concat(cmdlet.Value<bool>("SupportsShouldProcess") ? ParameterDescription.OfShouldProcess : [])];
        string? first = cmdlet.Value<string>("DefaultParameterSetName");
        string[] sets = [.. Parameters.SelectMany(parameter => parameter.Sets).Select(set => set.Name).Distinct()];
        IEnumerable<string> named = sets.Length > 1 ? sets.Where(name => name != AllSets) : sets;
        Sets = [.. named.OrderByDescending(name => name == first).ThenBy(name => name, StringComparer.Ordinal).Select(Set)];
    }

    public string Verb { get; }

    public string Noun { get; }

    public string Name => $"{Verb}-{Noun}";

    public IReadOnlyList<ParameterDescription> Parameters { get; }

    public IEnumerable<ParameterDescription> ByName => Parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal);

    /// <summary>For each parameter set, the default one first: its name, and its parameters in the order of a call.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<(ParameterDescription Parameter, ParameterSetUse Use)> Parameters)> Sets { get; }

    private (string Name, IReadOnlyList<(ParameterDescription Parameter, ParameterSetUse Use)> Parameters) Set(string name) =>
        (name,
        [
            .. from parameter in Parameters
               let use = parameter.Sets.FirstOrDefault(set => set.Name == name) ?? parameter.Sets.FirstOrDefault(set => set.Name == AllSets)
               where use is not null
               orderby use.Position ?? int.MaxValue, !use.IsMandatory
               select (parameter, use),
        ]);
}
