using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PSBackprop.Benchmarks;

/// <summary>The built module in a real engine.</summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly Runspace _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());

    public ModuleSession()
    {
        _runspace.Open();
    }

    public static string Manifest { get; } = Find();

    public void Dispose() => _runspace.Dispose();

    public IList<PSObject> Run(string script, params object[] arguments)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (object argument in arguments)
        {
            shell.AddArgument(argument);
        }

        var output = shell.Invoke();
        return shell.HadErrors ? throw new InvalidOperationException(shell.Streams.Error[0].ToString()) : output;
    }

    private static string Find()
    {
        string? folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PSBackprop.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The benchmarks run outside the project's folder.");
        }

        return Path.Combine(folder, "out", "PSBackprop", "PSBackprop.psd1");
    }
}
