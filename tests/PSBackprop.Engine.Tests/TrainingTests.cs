using System.Diagnostics;
using System.Management.Automation;

namespace PSBackprop.Engine.Tests;

/// <summary>The main path in the engine: build, train, predict; and a training that is stopped.</summary>
public sealed class TrainingTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Xor_is_learned()
    {
        var written = _session.Run("""
            New-Network 2,4,1 -OutputActivation Sigmoid -Seed 1 |
                Invoke-Training -InputData $x -TargetData $y -Epoch 500 -Optimizer Adam -LearningRate 0.05 |
                Get-Prediction -InputData $x
            """);
        Assert.Empty(written.Errors);
        Assert.Equal([0, 1, 1, 0], written.Output.Select(prediction => Math.Round(((double[])prediction.Properties["Output"].Value)[0])));
    }

    [Fact]
    public void The_founding_example_reports_every_hundredth_epoch_and_stays_near_a_quarter()
    {
        var written = _session.Run("""
            New-Network 2,2,1 -Activation Sigmoid -OutputActivation Sigmoid -NoBias -Initializer Uniform -Seed 1 |
                Invoke-Training -InputData $x -TargetData $y -Epoch 1000 -Optimizer Sgd -LearningRate 0.1 -FullBatch -Loss SumSquaredError -Metric MeanSquaredError -ReportInterval 100 -Verbose
            """);
        string[] lines = [.. written.Verbose.Select(record => record.Message).Where(line => line.StartsWith("Epoch ", StringComparison.Ordinal))];
        Assert.Equal(11, lines.Length);
        Assert.StartsWith("Epoch 1: ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Epoch 1000: ", lines[^1], StringComparison.Ordinal);
        dynamic network = written.Output[0].BaseObject;
        Assert.Equal(0.25, (double)network.History[999].Metric["MeanSquaredError"], 0.01);
    }

    [Fact]
    public void Training_writes_the_same_network_with_its_history()
    {
        Assert.True(_session.Value("$n = New-Network 2,3,1 -Seed 1; $t = $n | Invoke-Training -InputData $x -TargetData $y -Epoch 7; [object]::ReferenceEquals($n, $t)"));
        Assert.Equal(7, _session.Value("$n.History.Count"));
        Assert.Equal("EpochLimit", _session.Value("\"$($n.LastTraining.StopReason)\""));
    }

    [Fact]
    public void A_long_training_shows_progress_and_takes_it_away()
    {
        var written = _session.Run("New-Network 2,4,1 -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch 100000000 -TimeLimit 0:0:1");
        Assert.True(written.Progress.Count >= 2);
        Assert.Equal(ProgressRecordType.Completed, written.Progress[^1].RecordType);
        Assert.Contains("loss", written.Progress[0].StatusDescription, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_training_ends_within_a_second_and_keeps_what_it_learned()
    {
        _session.Run("$net = New-Network 2,4,1 -Seed 1");
        using PowerShell shell = _session.Prepare("$net | Invoke-Training -InputData $x -TargetData $y -Epoch 100000000");
        IAsyncResult running = shell.BeginInvoke();
        Assert.True(SpinWait.SpinUntil(() => shell.Streams.Progress.Count > 0, TimeSpan.FromSeconds(20)));
        var watch = Stopwatch.StartNew();
        shell.Stop();
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 1);
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        Assert.Equal("Cancelled", _session.Value("\"$($net.LastTraining.StopReason)\""));
        Assert.True(_session.Value("$net.EpochsTrained -gt 0 -and $net.History.Count -eq $net.EpochsTrained"));

        // The network is free again.
        Assert.Empty(_session.Run("$net | Invoke-Training -InputData $x -TargetData $y -Epoch 1").Errors);
    }

    [Theory]
    [InlineData("New-Network 2,1 -Activation ", "SiLU")]
    [InlineData("New-Network 2,1 -Precision ", "Single")]
    [InlineData("New-Network 2,1 -Initializer ", "HeNormal")]
    [InlineData("Invoke-Training -Optimizer ", "Adam")]
    [InlineData("Invoke-Training -Loss ", "BinaryCrossEntropy")]
    [InlineData("Invoke-Training -Metric ", "Accuracy")]
    public void Every_option_list_completes(string line, string expected)
    {
        using PowerShell shell = _session.Prepare("param($line) (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText");
        shell.AddArgument(line);
        Assert.Contains(expected, shell.Invoke().Select(text => text.ToString()));
    }

    [Theory]
    [InlineData("@((0,0),(0,1),(1,0),(1,1))")]
    [InlineData("[double[][]]@([double[]](0,0),[double[]](0,1),[double[]](1,0),[double[]](1,1))")]
    [InlineData("@(('0','0'),('0','1'),('1e0','0'),('1.0',1))")]
    [InlineData("$m")]
    [InlineData("@($l, @(0,1), $l2, @(1,1))")]
    public void Rows_may_come_in_many_shapes(string data)
    {
        _session.Run("""
            $m = [double[,]]::new(4, 2); $m[1,1] = 1; $m[2,0] = 1; $m[3,0] = 1; $m[3,1] = 1
            $l = [System.Collections.ArrayList]@(0,0); $l2 = [System.Collections.Generic.List[object]]@(1,[decimal]0)
            $reference = New-Network 2,3,1 -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch 3
            """);
        Assert.True(_session.Value($"$n = New-Network 2,3,1 -Seed 1 | Invoke-Training -InputData ({data}) -TargetData $y -Epoch 3; $n.History[2].Loss -eq $reference.History[2].Loss"));
    }
}
