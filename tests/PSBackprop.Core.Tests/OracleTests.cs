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
}
