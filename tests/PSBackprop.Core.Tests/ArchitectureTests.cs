using System.Text.RegularExpressions;

using Microsoft.CodeAnalysis;

namespace PSBackprop.Core.Tests;

/// <summary>How the code is laid out: uses point down, and folders and namespaces say the same.</summary>
public sealed class ArchitectureTests
{
    private const string Core = "PSBackprop.Core/";

    // Each folder may use itself and those before it.
    private static readonly string[] s_layers = ["Numerics", "Model", "Data", "Propagation", "Training", "Evaluations", "Storage"];

    [Fact]
    public void Uses_point_down()
    {
        Assert.Contains(SourceCode.Instance.References, reference => Folder(reference.From) == "Storage" && Folder(reference.To) == "Model");
        IEnumerable<string> upward =
            from reference in SourceCode.Instance.References
            let user = Array.IndexOf(s_layers, Folder(reference.From))
            let used = Array.IndexOf(s_layers, Folder(reference.To))
            where user >= 0 && used > user && !IsVocabulary(reference.Symbol)
            select $"{reference.From} uses {reference.Symbol.Name} of {reference.To}";
        RequireNone(upward);
    }

    [Fact]
    public void Folders_and_namespaces_say_the_same()
    {
        IEnumerable<string> strays =
            from file in SourceCode.Instance.Files
            from name in SourceCode.NamespacesOf(file)
            where name != "PSBackprop" && name != Namespace(file.FilePath)
            select $"{file.FilePath} is in {name}, where its folder says {Namespace(file.FilePath)}";
        RequireNone(strays);
    }

    [Fact]
    public void Of_the_cmdlets_only_what_users_name_is_in_the_root_namespace()
    {
        IEnumerable<string> strays =
            from file in SourceCode.Instance.Files
            where file.FilePath.StartsWith("PSBackprop/", StringComparison.Ordinal) && Namespace(file.FilePath) != "PSBackprop"
            where SourceCode.NamespacesOf(file).Contains("PSBackprop")
            from name in SourceCode.InternalTypesOf(file)
            select $"{file.FilePath} has {name} in PSBackprop, where its folder says {Namespace(file.FilePath)}";
        RequireNone(strays);
    }

    // CONTRIBUTING tells the way; each of its places has to be used by one before it.
    [Fact]
    public void From_the_cmdlet_to_the_update_are_at_most_eight_places()
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md"));
        string[] places = [.. text[text.IndexOf("## One training", StringComparison.Ordinal)..]
            .Split('\n')
            .Where(static line => line.Length > 1 && char.IsDigit(line[0]))];
        Assert.InRange(places.Length, 4, 8);
        HashSet<string> passed = [];
        foreach (string place in places)
        {
            string[] named = [.. Regex.Matches(place, "`(\\w+)`").Select(static match => $"/{match.Groups[1].Value}.cs")];
            string[] files = [.. SourceCode.Instance.Files
                .Select(static file => file.FilePath)
                .Where(path => named.Any(name => path.EndsWith(name, StringComparison.Ordinal)))];
            Assert.True(files.Length == named.Length, $"Not each of these is a file: {place}");
            bool isReached = passed.Count == 0
                || SourceCode.Instance.References.Any(reference => passed.Contains(reference.From) && files.Contains(reference.To));
            Assert.True(isReached, $"No place before leads to this one: {place}");
            passed.UnionWith(files);
        }
    }

    [Fact]
    public void No_line_is_longer_than_160_characters()
    {
        IEnumerable<string> lines =
            from folder in new[] { "src", "tests" }
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(Repository.Root, file)
            where !path.Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin")
            from line in File.ReadLines(file).Index()
            where line.Item.Length > 160
            select $"{path} has {line.Item.Length} characters in line {line.Index + 1}";
        RequireNone(lines);
    }

    [Fact]
    public void The_core_knows_nothing_of_PowerShell() =>
        Assert.DoesNotContain(typeof(Network).Assembly.GetReferencedAssemblies(), name => name.Name == "System.Management.Automation");

    private static void RequireNone(IEnumerable<string> faults)
    {
        string[] all = [.. faults.Distinct().Order()];
        Assert.True(all.Length == 0, string.Join(Environment.NewLine, all));
    }

    // Enumerations that users choose from stand beside the members that they name, and are known everywhere.
    private static bool IsVocabulary(ISymbol symbol) =>
        (symbol as INamedTypeSymbol ?? symbol.ContainingType) is { TypeKind: TypeKind.Enum, DeclaredAccessibility: Accessibility.Public };

    private static string Folder(string path) => path.StartsWith(Core, StringComparison.Ordinal) ? path[Core.Length..].Split('/')[0] : string.Empty;

    // What a network is made of stands in the root, as users name it so.
    private static string Namespace(string path) =>
        string.Join('.', path.Split('/')[1..^1].Where(static folder => folder != "Model").Prepend("PSBackprop"));
}
