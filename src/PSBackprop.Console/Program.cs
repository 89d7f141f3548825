using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PSBackprop.Console;

/// <summary>Runs a script or a command in the PowerShell engine with the built module imported, where no PowerShell is installed.</summary>
internal static class Program
{
    private const int Failed = 1;
    private const int WrongUse = 2;
    private const int Stopped = 130;

    // An error that ends only its own statement throws nothing; as with pwsh -Command, it counts if that was the last one.
    private const string LastStatementCounts = "\nif (-not $?) { exit 1 }";

    private static int Main(string[] arguments)
    {
        if (arguments.Length == 0 || (arguments[0].Equals("-Command", StringComparison.OrdinalIgnoreCase) && arguments.Length != 2))
        {
            System.Console.Error.WriteLine("Give a script, with its arguments if it takes any, or a command:");
            System.Console.Error.WriteLine("  dotnet run --project src/PSBackprop.Console -- SCRIPT.ps1 [ARGUMENT ...]  |  -Command 'COMMAND'");
            return WrongUse;
        }

        if (FindModule() is not { } module)
        {
            System.Console.Error.WriteLine("The built module is not there. Build the solution first: dotnet build");
            return Failed;
        }

        bool isCommand = arguments[0].Equals("-Command", StringComparison.OrdinalIgnoreCase);
        string script = isCommand ? arguments[1] : Path.GetFullPath(arguments[0]);
        if (!isCommand && !File.Exists(script))
        {
            System.Console.Error.WriteLine($"There is no script '{script}'.");
            return Failed;
        }

        return Run(module, shell => isCommand ? shell.AddScript(script + LastStatementCounts) : WithArguments(shell.AddCommand(script), arguments[1..]));
    }

    private static int Run(string module, Func<PowerShell, PowerShell> addWork)
    {
        var host = new ConsoleHost();
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        state.ImportPSModule([module]);
        using Runspace runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        addWork(shell);

        // As in an interactive session: everything goes through the default formatting, errors in their place.
        shell.AddCommand("Out-Default");
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);

        bool stopped = false;
        System.Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            stopped = true;
            shell.BeginStop(null, null);
        };

        try
        {
            shell.Invoke();
        }
        catch (PipelineStoppedException) when (stopped)
        {
            return Stopped;
        }
        catch (RuntimeException exception)
        {
            host.UI.WriteErrorLine(exception.ErrorRecord.ToString());
            if (exception.ErrorRecord.InvocationInfo?.PositionMessage is { Length: > 0 } position)
            {
                host.UI.WriteErrorLine(position);
            }

            return Failed;
        }

        return stopped ? Stopped : host.ExitCode ?? 0;
    }

    private static PowerShell WithArguments(PowerShell shell, string[] arguments)
    {
        foreach (string argument in arguments)
        {
            shell.AddArgument(argument);
        }

        return shell;
    }

    private static string? FindModule()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PSBackprop.sln")))
            {
                string manifest = Path.Combine(folder.FullName, "out", "PSBackprop", "PSBackprop.psd1");
                return File.Exists(manifest) ? manifest : null;
            }
        }

        return null;
    }
}
