using System.Management.Automation;
using System.Runtime.Loader;

namespace PSBackprop.Engine.Tests;

/// <summary>What the built module folder holds and how it loads.</summary>
public sealed class ModuleTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_manifest_exports_exactly_the_cmdlets()
    {
        var module = (PSModuleInfo)_session.Value("Get-Module PSBackprop");
        Assert.Equal(
            ["ConvertTo-Dataset", "Export-Network", "Export-TrainingReport", "Get-Prediction", "Get-SampleDataset", "Import-Dataset", "Import-Network", "Invoke-Training", "Measure-Network", "New-Network", "Search-Network", "Split-Dataset", "Test-Gradient", "Trace-Backpropagation"],
            module.ExportedCmdlets.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(module.ExportedFunctions);
        Assert.Empty(module.ExportedAliases);
        Assert.Equal(new Version(7, 4), module.PowerShellVersion);
    }

    [Fact]
    public void The_folder_holds_the_module_and_nothing_of_PowerShell()
    {
        string[] files = [.. Directory.EnumerateFiles(BuiltModule.Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(BuiltModule.Folder, file).Replace('\\', '/'))];
        string[] needed =
        [
            "PSBackprop.psd1", "PSBackprop.dll", "PSBackprop.Core.dll", "PSBackprop.Format.ps1xml", "PSBackprop.Types.ps1xml",
            "dependencies/MathNet.Numerics.dll", "LICENSE", "Examples/Xor.ps1", "Data/iris.csv", "psbackprop-network.schema.json",
            "en-US/PSBackprop.dll-Help.xml", "en-US/about_PSBackprop.help.txt",
        ];
        Assert.Empty(needed.Except(files));
        Assert.DoesNotContain(files, file => Path.GetFileName(file).StartsWith("System.Management.Automation", StringComparison.Ordinal) || file.EndsWith(".psm1", StringComparison.Ordinal));
    }

    [Fact]
    public void An_older_MathNet_that_was_there_first_does_no_harm_and_takes_none()
    {
        var layer = _session.Value("(New-Network 2,3,1 -Seed 1).Layers[0]");
        object matrix = layer.WeightMatrix;
        var own = matrix.GetType().BaseType!.Assembly;
        Assert.Equal(5, own.GetName().Version!.Major);
        Assert.Equal("PSBackprop", AssemblyLoadContext.GetLoadContext(own)!.Name);
        Assert.Equal(4, Session.OlderMathNet.GetName().Version!.Major);
        Assert.Same(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(Session.OlderMathNet));

        // The older one still works, and its matrices are data like any other.
        var older = Session.OlderMathNet.GetType("MathNet.Numerics.LinearAlgebra.Double.DenseMatrix")!;
        object identity = older.GetMethod("CreateIdentity", [typeof(int)])!.Invoke(null, [2])!;
        using PowerShell shell = _session.Prepare("param($m) New-Network 2,1 -Seed 1 | Get-Prediction -InputData $m -Raw");
        shell.AddArgument(identity);
        Assert.Equal(2, shell.Invoke().Count);
    }

    [Fact]
    public void Importing_again_and_removing_leaves_a_working_session()
    {
        using var other = new Session();
        other.Run($"Import-Module '{BuiltModule.Manifest}' -Force; Remove-Module PSBackprop");
        Assert.Equal("CommandNotFoundException", other.Fault("New-Network 2,1").FullyQualifiedErrorId);
        Assert.Equal(3, _session.Value("(New-Network 2,1 -Seed 1).ParameterCount"));
    }
}
