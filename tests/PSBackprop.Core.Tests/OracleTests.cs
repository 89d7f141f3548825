using System.Text.RegularExpressions;

namespace PSBackprop.Core.Tests;

/// <summary>Where the numbers come from that methods are compared with.</summary>
public sealed class OracleTests
{
    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(static path => Path.GetFileNameWithoutExtension(path))];

    private static string Folder => Path.Combine(Repository.Root, "tests", "PSBackprop.Core.Tests", "Oracles");

    [Theory]
    [MemberData(nameof(Files))]
    public void Beside_each_file_of_numbers_stands_the_program_that_made_it(string name)
    {
        string script = File.ReadAllText(Path.Combine(Folder, $"{name}.py"));
        Assert.Contains($"{name}.json", script, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_table_and_the_head_of_the_program_name_the_same_versions(string name)
    {
        string head = File.ReadAllText(Path.Combine(Folder, $"{name}.py")).Split("\"\"\"")[1];
        string row = Assert.Single(
            File.ReadLines(Path.Combine(Folder, "README.md")),
            line => line.StartsWith($"| `{name}.json` | `{name}.py` |", StringComparison.Ordinal));
        string[] versions = Versions(row.Split('|')[3]);
        Assert.NotEmpty(versions);
        Assert.Equal(versions, Versions(head[head.IndexOf("Made with", StringComparison.Ordinal)..]));
    }

    private static string[] Versions(string text) =>
        [.. Regex.Matches(text, @"(numpy|scikit-learn|PyTorch) \d+(\.\d+)+").Select(static match => match.Value)];
}
