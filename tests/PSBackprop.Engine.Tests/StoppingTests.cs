using System.Diagnostics;
using System.Management.Automation;

namespace PSBackprop.Engine.Tests;

/// <summary>Ctrl+C at any moment: it ends within a second, leaves nothing behind, and what follows works.</summary>
public sealed class StoppingTests : IDisposable
{
    private const int Moments = 13;
    private const int LongestWait = 250;

    private readonly Session _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("psbackprop").FullName;

    public StoppingTests() => _session.Run($$"""
        $null = $ExecutionContext.SessionState.Path.SetLocation('{{_folder}}')
        function Numbers($rows, $columns) {
            $random = [Random]::new(1); $numbers = [double[,]]::new($rows, $columns)
            for ($i = 0; $i -lt $rows; $i++) { for ($j = 0; $j -lt $columns; $j += 7) { $numbers[$i, $j] = $random.NextDouble() } }
            , $numbers
        }
        $large = New-Network 300, 900, 900, 10 -Precision Single -Seed 1
        $largeX = Numbers 600 300; $largeY = Numbers 600 10
        $iris = Get-SampleDataset Iris
        $wide = New-Network 40, 45, 1 -Seed 1
        $wideX = Numbers 500 40; $wideY = Numbers 500 1
        """);

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("$net | Invoke-Training -InputData $x -TargetData $y -Epoch 100000000")]
    [InlineData("$net | Invoke-Training -InputData $x -TargetData $y -Epoch 100000000 -CheckpointPath c.json -CheckpointInterval 1000")]
    [InlineData("$large | Invoke-Training -InputData $largeX -TargetData $largeY -Epoch 100000")]
    [InlineData("$wide | Invoke-Training -InputData $wideX -TargetData $wideY -Epoch 100000 -Optimizer LevenbergMarquardt -WarningAction Ignore")]
    [InlineData("$wide | Invoke-Training -InputData $wideX -TargetData $wideY -Epoch 100000 -Optimizer LBfgs -WarningAction Ignore")]
    [InlineData("1..100000 | ForEach-Object { $large | Get-Prediction -InputData $largeX -Raw }")]
    [InlineData("1..100000000 | ForEach-Object { , (0, 1) } | Get-Prediction -Network $net")]
    [InlineData("1..100000 | ForEach-Object { $large | Export-Network large.json }")]
    [InlineData("1..100000 | ForEach-Object { $large | Export-Network large.json.gz }")]
    [InlineData("1..100000 | ForEach-Object { $large | Export-Network large.onnx }")]
    [InlineData("1..100000 | ForEach-Object { Import-Network large.json }")]
    [InlineData("1..100000 | ForEach-Object { Import-Dataset large.csv }")]
    [InlineData("1..100000 | ForEach-Object { New-Network -Dataset $iris -Seed 1 | Measure-Network -Dataset $iris -Fold 5 -Training @{ Epoch = 2000 } }")]
    [InlineData("Search-Network $iris -Parameter @{ HiddenLayer = 4, 8, 16, 32 } -Training @{ Epoch = 5000 } -Seed 1")]
    [InlineData("$large | Test-Gradient -InputData $largeX -TargetData $largeY")]
    [InlineData("1..100000 | ForEach-Object { $large | Export-TrainingReport report.html -InputData $largeX -TargetData $largeY }")]
    public void A_command_stops_at_any_moment(string command)
    {
        Assert.Empty(_session.Run("$large | Export-Network large.json; $large | Export-Network large.json.gz; $large | Export-Network large.onnx; [IO.File]::WriteAllText(\"$pwd/large.csv\", \"a,b`n\" + (\"1.5,2.25`n\" * 1000000))").Errors);
        var random = new Random(command.Length);
        _session.Run("$net = New-Network 2,3,1 -Seed 1");
        string files = command.Contains("Export-Network", StringComparison.Ordinal) ? "'large.json', 'large.json.gz', 'large.onnx'" : "@()";
        int threads = Threads();
        for (int moment = 0; moment < Moments; moment++)
        {
            Stop(command, random.Next(LongestWait));
            var check = _session.Run($$"""
                foreach ($file in {{files}}) { if ((Import-Network $file).ParameterCount -ne $large.ParameterCount) { throw 'a file is not whole' } }
                foreach ($network in $net, $large, $wide) { foreach ($layer in $network.Layers) { if (-not [double]::IsFinite($layer.WeightMatrix.RowSums().Sum())) { throw 'a weight is not finite' } } }
                (New-Network 2,2,1 -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch 2).EpochsTrained
                """);
            Assert.Empty(check.Errors);
            Assert.Equal(2, check.Output.Single().BaseObject);
            Assert.DoesNotContain(Directory.GetFiles(_folder).Select(Path.GetFileName), name => name is not ("large.json" or "large.json.gz" or "large.onnx" or "large.csv" or "c.json" or "report.html"));
        }

        Assert.InRange(Threads() - threads, int.MinValue, 12);
    }

    // The engine and the thread pool keep some of their own.
    private static int Threads()
    {
        using Process process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }

    private void Stop(string command, int wait)
    {
        using PowerShell shell = _session.Prepare(command);
        IAsyncResult running = shell.BeginInvoke();
        Thread.Sleep(wait);
        var watch = Stopwatch.StartNew();
        shell.Stop();
        Assert.InRange(watch.ElapsedMilliseconds, 0, 1000);
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
    }
}
