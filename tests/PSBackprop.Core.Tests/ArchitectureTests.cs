using System.Text.RegularExpressions;

namespace PSBackprop.Core.Tests;

/// <summary>Data flows one way through the rooms of the core: each may use those before it, never those after.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] s_rooms = ["Numerics", "Model", "Data", "Propagation", "Training", "Evaluation", "Storage"];

    // The namespace of a room has the room's name, but for one whose name is a type's.
    private static readonly Dictionary<string, string> s_namespaces = new() { ["Evaluations"] = "Evaluation" };

    [Fact]
    public void Rooms_use_only_rooms_below_them()
    {
        string core = Path.Combine(Repository.Root, "src", "PSBackprop.Core");
        var upward = new List<string>();
        foreach (string file in Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories))
        {
            string room = Path.GetRelativePath(core, file).Split(Path.DirectorySeparatorChar)[0];
            int level = Array.IndexOf(s_rooms, room);
            if (level < 0)
            {
                continue;
            }

            upward.AddRange(OwnUsing().Matches(File.ReadAllText(file))
                .Where(match => Array.IndexOf(s_rooms, s_namespaces.GetValueOrDefault(match.Groups[1].Value, match.Groups[1].Value)) > level)
                .Select(match => $"{room}/{Path.GetFileName(file)} uses {match.Groups[1].Value}"));
        }

        Assert.Empty(upward);
    }

    [Fact]
    public void The_core_knows_nothing_of_PowerShell() =>
        Assert.DoesNotContain(typeof(Network).Assembly.GetReferencedAssemblies(), name => name.Name == "System.Management.Automation");

    [GeneratedRegex(@"(?:^using |[^\w.])PSBackprop\.(\w+)[.;\w]*", RegexOptions.Multiline)]
    private static partial Regex OwnUsing();
}
