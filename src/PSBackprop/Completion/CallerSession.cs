using System.Management.Automation;

using PSBackprop.Conversion;

namespace PSBackprop.Completion;

/// <summary>
/// What a completer may know of the session in which Tab was pressed, its variables and its location. Completers get no session
/// from the engine; a command run in the current runspace does, and this one hands it on. No text becomes script.
/// </summary>
internal sealed class CallerSession
{
    private static readonly CmdletInfo s_probe = new("Get-CallerSession", typeof(Probe));

    private readonly SessionState _state;

    private CallerSession(SessionState state) => _state = state;

    /// <summary>The session of the current runspace; null where there is none.</summary>
    public static CallerSession? Current()
    {
        try
        {
            using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            return shell.AddCommand(s_probe).Invoke<SessionState>() is [{ } state, ..] ? new CallerSession(state) : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The value of a variable; null if there is none, or if the path is not that of a variable but of a drive's item.</summary>
    public object? Variable(VariablePath path) => path.IsVariable ? _state.PSVariable.GetValue(path.UserPath) : null;

    /// <summary>The full path of a file as the session would find it; null if it is not one of a file system.</summary>
    public string? FilePath(string path)
    {
        try
        {
            string resolved = _state.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == FilePaths.Provider ? resolved : null;
        }
        catch (Exception exception) when (exception is RuntimeException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private sealed class Probe : PSCmdlet
    {
        protected override void EndProcessing() => WriteObject(SessionState);
    }
}
