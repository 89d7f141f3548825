using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace PSBackprop.Progress;

/// <summary>
/// Saves what a command had made when it was stopped. The engine drops what a stopped pipeline has written, so in
/// <c>$net = New-Network … | Invoke-Training …</c> nothing reaches the variable; a global one of another name gets it.
/// </summary>
internal static class StoppedWork
{
    /// <summary>The variable for networks.</summary>
    public const string NetworkVariable = "StoppedNetwork";

    /// <summary>The variable for the trials of a search.</summary>
    public const string SearchVariable = "StoppedSearch";

    /// <summary>Sets global variables and says so; does nothing where the user could not get at them.</summary>
    /// <param name="command">The command that was stopped.</param>
    /// <param name="message">Says what was stopped and where the rest is.</param>
    /// <param name="variables">Names and values.</param>
    public static void Save(PSCmdlet command, string message, params ReadOnlySpan<(string Name, object Value)> variables)
    {
        if (!IsWithinReach(command.Host))
        {
            return;
        }

        try
        {
            foreach (var (name, value) in variables)
            {
                command.SessionState.PSVariable.Set($"global:{name}", value);
            }
        }
        catch (SessionStateException)
        {
            // The user has a variable of this name that cannot be written.
            return;
        }

        // The streams of a stopped command are closed; the host still listens.
        command.Host?.UI?.WriteWarningLine(message);
    }

    // In a runspace of ForEach-Object -Parallel, which is not the one that the host's user types into, a variable is gone
    // as soon as it is set.
    private static bool IsWithinReach(PSHost? host)
    {
        try
        {
            return host is not IHostSupportsInteractiveSession { Runspace: { } typedInto }
                || typedInto.InstanceId == Runspace.DefaultRunspace?.InstanceId;
        }
        catch (NotImplementedException)
        {
            // The host has no such thing as a runspace that its user types into.
            return true;
        }
    }
}
