using System.Management.Automation;

namespace PSBackprop.Engine.Tests;

/// <summary>Export and import as a session sees them: its own location, ShouldProcess, and paths that are none.</summary>
public sealed class FileTests : IDisposable
{
    private readonly Session _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("psbackprop").FullName;

    public FileTests()
    {
        _session.Run($"$net = New-Network 2,4,1 -Seed 1 -Name Xor");
        using PowerShell shell = _session.Prepare("param($folder) $ExecutionContext.SessionState.Path.SetLocation($folder)");
        shell.AddArgument(_folder);
        shell.Invoke();
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_relative_path_is_relative_to_the_session_and_predictions_keep_every_bit()
    {
        Assert.Empty(_session.Run("$net | Export-Network xor.json").Output);
        Assert.True(File.Exists(Path.Combine(_folder, "xor.json")));
        Assert.True(_session.Value("""
            $a = $net | Get-Prediction -InputData $x -Raw
            $b = Import-Network xor.json | Get-Prediction -InputData $x -Raw
            $same = $true
            for ($i = 0; $i -lt 4; $i++) { $same = $same -and [BitConverter]::DoubleToInt64Bits($a[$i][0]) -eq [BitConverter]::DoubleToInt64Bits($b[$i][0]) }
            $same
            """));
    }

    [Fact]
    public void The_file_is_written_only_where_asked_for()
    {
        Assert.Equal("xor.json", _session.Value("($net | Export-Network xor.json -PassThru).Name"));
        Assert.Empty(_session.Run("$net | Export-Network other.json -WhatIf -PassThru").Output);
        Assert.False(File.Exists(Path.Combine(_folder, "other.json")));
        Assert.Equal("FileExists", Id("$net | Export-Network xor.json -NoClobber"));
        File.SetAttributes(Path.Combine(_folder, "xor.json"), FileAttributes.ReadOnly);
        Assert.Equal("FileReadOnly", Id("$net | Export-Network xor.json"));
        Assert.Empty(_session.Run("$net | Export-Network xor.json -Force").Errors);
    }

    [Fact]
    public void Many_files_are_read_and_bad_ones_do_not_stop_the_rest()
    {
        _session.Run("$net | Export-Network a1.json; $net | Export-Network a2.json; $net | Export-Network 'b[1].json'");
        File.WriteAllText(Path.Combine(_folder, "a3.json"), "{}");
        var written = _session.Run("Import-Network a*.json, missing.json");
        Assert.Equal(2, written.Output.Count);
        Assert.Equal(["FileNotOurs", "FileNotFound"], written.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.False(written.Terminated);
        Assert.Single(_session.Run("Import-Network -LiteralPath 'b[1].json'").Output);
        Assert.Equal("FileNotFound", Id("Import-Network 'none*.json'"));
    }

    [Theory]
    [InlineData("$net | Export-Network .", "PathIsFolder")]
    [InlineData("Import-Network .", "PathIsFolder")]
    [InlineData("$net | Export-Network variable:net", "PathNotFileSystem")]
    [InlineData("Import-Network env:PATH", "PathNotFileSystem")]
    [InlineData("$net | Export-Network nodrive:\\x.json", "PathNotUnderstood")]
    [InlineData("$net | Export-Network none/x.json", "FileNotWritable")]
    [InlineData("Import-Network none/x.json", "FileNotFound")]
    public void A_path_that_cannot_be_used_is_named(string script, string id) => Assert.Equal(id, Id(script));

    private string Id(string script) => _session.Fault(script).FullyQualifiedErrorId.Split(',')[0];
}
