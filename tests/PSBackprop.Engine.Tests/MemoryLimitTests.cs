using System.Diagnostics;

namespace PSBackprop.Engine.Tests;

/// <summary>A file that does not fit in the memory there is.</summary>
public sealed class MemoryLimitTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Data_beyond_a_memory_limit_is_one_clear_error_and_the_session_goes_on()
    {
        using (var writer = new StreamWriter(_path))
        {
            writer.WriteLine("a,b,c,d");
            for (int i = 0; i < 3_000_000; i++)
            {
                writer.WriteLine("1.5,2.5,3.5,4.5");
            }
        }

        var start = new ProcessStartInfo("dotnet", [BuiltModule.Console, "-Command", $"try {{ Import-Dataset '{_path}' -ErrorAction Stop }} catch {{ $_.FullyQualifiedErrorId }}; (New-Network 2,3,1 -Seed 1).ParameterCount"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x3000000";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(string.Empty, await error);
        Assert.Equal(["DataTooLarge,PSBackprop.Commands.ImportDatasetCommand", "13"], output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }
}
