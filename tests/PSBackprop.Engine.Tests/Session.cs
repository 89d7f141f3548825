using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace PSBackprop.Engine.Tests;

/// <summary>A PowerShell session with the built module imported, as in a script: everything it writes is kept, stream by stream.</summary>
internal sealed class Session : IDisposable
{
    private readonly Runspace _runspace;

    // The whole assembly runs beside an older MathNet that was there first, as another module might have brought it.
    static Session() => OlderMathNet = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "older", "MathNet.Numerics.dll"));

    public Session()
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        state.ImportPSModule([BuiltModule.Manifest]);
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        Run("$x = @((0,0),(0,1),(1,0),(1,1)); $y = 0,1,1,0");
    }

    public static Assembly OlderMathNet { get; }

    public void Dispose() => _runspace.Dispose();

    /// <summary>A pipeline not yet begun.</summary>
    public PowerShell Prepare(string script)
    {
        var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        return shell;
    }

    /// <summary>Runs a script to its end and keeps what it wrote; a terminating error is the last of the errors.</summary>
    public Written Run(string script)
    {
        using PowerShell shell = Prepare(script);
        var output = new List<PSObject>();
        var errors = new List<ErrorRecord>();
        bool terminated = false;
        try
        {
            shell.Invoke(null, output);
        }
        catch (RuntimeException exception)
        {
            terminated = true;
            errors.Add(exception.ErrorRecord);
        }

        errors.InsertRange(0, shell.Streams.Error);
        return new Written(output, errors, terminated, [.. shell.Streams.Warning], [.. shell.Streams.Verbose], [.. shell.Streams.Progress]);
    }

    /// <summary>The single object that a script writes without an error.</summary>
    public dynamic Value(string script)
    {
        Written written = Run(script);
        Assert.Empty(written.Errors);
        return Assert.Single(written.Output).BaseObject;
    }

    /// <summary>The single error of a script.</summary>
    public ErrorRecord Fault(string script) => Assert.Single(Run(script).Errors);

    public sealed record Written(
        IReadOnlyList<PSObject> Output,
        IReadOnlyList<ErrorRecord> Errors,
        bool Terminated,
        IReadOnlyList<WarningRecord> Warnings,
        IReadOnlyList<VerboseRecord> Verbose,
        IReadOnlyList<ProgressRecord> Progress);
}
