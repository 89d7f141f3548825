using System.Diagnostics;

namespace PSBackprop.Engine.Tests;

/// <summary>The console program: what it prints and how it ends.</summary>
public sealed class ConsoleTests
{
    [Fact]
    public void The_first_example_runs_and_shows_four_predictions()
    {
        var (code, output, error) = Run(Path.Combine(BuiltModule.Folder, "Examples", "Xor.ps1"));
        Assert.Equal((0, string.Empty), (code, error));
        Assert.Contains("1 xor 0 = 1, predicted", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FoundingExample.ps1", "stands still")]
    [InlineData("TellClassesApart.ps1", "")]
    [InlineData("PredictNumber.ps1", "")]
    [InlineData("FindOddRows.ps1", "")]
    [InlineData("Learn-Backpropagation.ps1", "")]
    public void Every_other_example_runs_and_warns_only_where_it_should(string example, string warning)
    {
        var (code, output, error) = Run(Path.Combine(BuiltModule.Folder, "Examples", example));
        Assert.Equal(0, code);
        Assert.NotEmpty(output);
        Assert.Equal(warning.Length == 0, error.Length == 0);
        Assert.Contains(warning, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-Network 2,1 -Seed 1", 0)]
    [InlineData("throw 'no'", 1)]
    [InlineData("New-Network 0,1", 1)]
    [InlineData("exit 7", 7)]
    public void The_exit_code_says_how_a_command_ended(string command, int expected) => Assert.Equal(expected, Run("-Command", command).Code);

    [Fact]
    public void Errors_and_warnings_are_printed_and_a_wrong_call_says_how()
    {
        var (_, output, error) = Run("-Command", "Import-Network none.json");
        Assert.Contains("There is no file", output + error, StringComparison.Ordinal);
        Assert.Equal(2, Run().Code);
        Assert.Contains("-Command", Run().Error, StringComparison.Ordinal);
        Assert.Equal(1, Run("none.ps1").Code);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [BuiltModule.Console, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
