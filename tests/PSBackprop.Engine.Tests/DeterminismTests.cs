using System.Diagnostics;

namespace PSBackprop.Engine.Tests;

/// <summary>The same seed gives the same bits for any number of threads and any vector width, each tried in a process of its own.</summary>
public sealed class DeterminismTests
{
    // Large enough for packed products, shared work and every remainder; it prints a digest of all weights.
    private const string Training = """
        $x = [double[][]]::new(300); $y = [double[][]]::new(300)
        for ($i = 0; $i -lt 300; $i++) {
            $x[$i] = [double[]]::new(150); $y[$i] = [double[]]::new(3)
            for ($j = 0; $j -lt 150; $j++) { $x[$i][$j] = [Math]::Sin($i * 0.7 + $j * 1.3) }
            $y[$i][$i % 3] = 1
        }
        $net = New-Network 150, @{ Units = 260; Activation = 'ReLU'; Dropout = 0.2 }, @{ Units = 70; Activation = 'Gelu' }, 3 -OutputActivation Softmax -Precision PRECISION -Seed 1 |
            Invoke-Training -InputData $x -TargetData $y -Epoch 3 -BatchSize 200 -Optimizer AdamW -L2 0.001 -GradientClip 1 -ThrottleLimit THREADS
        $bytes = [System.Collections.Generic.List[byte]]::new()
        foreach ($layer in $net.Layers) { foreach ($value in $layer.Weights) { $bytes.AddRange([BitConverter]::GetBytes([double]$value)) } }
        foreach ($output in ($net | Get-Prediction -InputData $x -Raw)) { foreach ($value in $output) { $bytes.AddRange([BitConverter]::GetBytes([double]$value)) } }
        [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($bytes.ToArray()))
        """;

    [Theory]
    [InlineData("Double")]
    [InlineData("Single")]
    public void Threads_and_vector_widths_change_no_bit(string precision)
    {
        string expected = Digest(precision, 1);
        Assert.Equal(64, expected.Length);
        Assert.Equal(expected, Digest(precision, 2));
        Assert.Equal(expected, Digest(precision, 64));
        Assert.Equal(expected, Digest(precision, 2, ("DOTNET_EnableAVX512", "0"), ("DOTNET_EnableAVX512F", "0")));
        Assert.Equal(expected, Digest(precision, 2, ("DOTNET_EnableAVX2", "0"), ("DOTNET_EnableFMA", "0")));
    }

    private static string Digest(string precision, int threads, params (string Name, string Value)[] knobs)
    {
        string script = Training.Replace("PRECISION", precision, StringComparison.Ordinal).Replace("THREADS", $"{threads}", StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", [BuiltModule.Console, "-Command", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in knobs)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return output.Trim();
    }
}
