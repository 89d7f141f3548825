using System.Diagnostics;

namespace PSBackprop.Engine.Tests;

/// <summary>A training whose process is killed at any moment goes on and ends with the bits of one that never was interrupted.</summary>
public sealed class KilledTrainingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psbackprop").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Twenty_times_at_random_moments()
    {
        Complete(Start("whole"));
        byte[] expected = File.ReadAllBytes(Path.Combine(_folder, "whole.json"));
        var random = new Random(1);
        int killed = 0;
        int starts = 0;
        while (killed < 20)
        {
            Assert.True(++starts < 200, "The training ended too soon to be killed.");
            Process process = Start("killed");
            if (process.WaitForExit(random.Next(250, 1100)))
            {
                Complete(process);
                RequireSameBits(expected);
                continue;
            }

            process.Kill();
            process.WaitForExit();
            process.Dispose();
            killed++;
        }

        Complete(Start("killed"));
        RequireSameBits(expected);
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.tmp"));
    }

    private void RequireSameBits(byte[] expected)
    {
        Assert.Equal(expected, File.ReadAllBytes(Path.Combine(_folder, "killed.json")));
        File.Delete(Path.Combine(_folder, "killed.json"));
        File.Delete(Path.Combine(_folder, "killed.checkpoint"));
    }

    private Process Start(string name)
    {
        string script = $$"""
            $data = Get-SampleDataset Moons -Count 400 -Noise 0.2 -Seed 1
            New-Network -Dataset $data -HiddenLayer 30, 20 -Dropout 0.1 -Seed 1 |
                Invoke-Training -Dataset $data -Epoch 150 -ValidationSplit 0.2 -Patience 100 -CheckpointPath '{{Path.Combine(_folder, name)}}.checkpoint' -CheckpointInterval 3 -Resume |
                Export-Network '{{Path.Combine(_folder, name)}}.json'
            """;
        return Process.Start(new ProcessStartInfo("dotnet", [BuiltModule.Console, "-Command", script]) { RedirectStandardError = true })!;
    }

    private static void Complete(Process process)
    {
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        process.Dispose();
    }
}
