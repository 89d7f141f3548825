using System.Management.Automation;
using System.Runtime.CompilerServices;

using PSBackprop.Conversion;

namespace PSBackprop.Commands;

/// <summary>What all cmdlets of the module share: stopping, and faults that become error records.</summary>
public abstract class BackpropCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private bool _wasStopped;

    // The parameters given by a hashtable, in a command that no pipeline runs.
    private IReadOnlySet<string>? _given;

    /// <summary>Set when the pipeline is stopped from outside, as by Ctrl+C; a later command that has enough does not set it.</summary>
    private protected CancellationToken StopToken => _stopping.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (HasWork && WasStoppedFromOutside())
        {
            SaveWork();
        }

        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes these the parameters that are given, in a command that stands for its settings alone.</summary>
    internal void TakeAsGiven(IReadOnlySet<string> names) => _given = names;

    /// <summary>Whether a parameter is given, be it with its default value.</summary>
    private protected bool IsGiven(string parameter) => _given?.Contains(parameter) ?? MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>A parameter's value; null unless it is given.</summary>
    private protected T? Given<T>(T value, [CallerArgumentExpression(nameof(value))] string parameter = "")
        where T : struct => IsGiven(parameter) ? value : null;

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Guard(Begin);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guard(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guard(End);

    private protected virtual void Begin()
    {
    }

    private protected virtual void Process()
    {
    }

    private protected virtual void End()
    {
    }

    /// <summary>Whether the command has made something that would be lost if its pipeline were stopped.</summary>
    private protected virtual bool HasWork => false;

    /// <summary>
    /// Called on the pipeline's thread once a pipeline that was stopped from outside has ended, if there is work to be saved.
    /// Nothing may be written any more.
    /// </summary>
    private protected virtual void SaveWork()
    {
    }

    /// <summary>
    /// Whether a network may be changed in place. Asked for only where it has been, or where a file is written, too, as the question puts a
    /// line of its own into the verbose stream.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="action">What is asked about.</param>
    /// <param name="writesFile">Whether a file is written, too.</param>
    private protected bool MayChange(Network network, string action, bool writesFile = false) =>
        !(writesFile || IsGiven("WhatIf") || IsGiven("Confirm")) || ShouldProcess(network.Name ?? network.ToString(), action);

    /// <summary>
    /// Whether verbose lines go anywhere. The engine looks at each line for itself; in a training of tiny steps that is half of the time.
    /// </summary>
    private protected bool ShowsVerbose
    {
        get
        {
            object? preference = MyInvocation.BoundParameters.TryGetValue("Verbose", out object? given)
                ? (SwitchParameter)given ? ActionPreference.Continue : ActionPreference.SilentlyContinue
                : GetVariableValue("VerbosePreference");
            return preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
        }
    }

    /// <summary>Writes a warning; characters that control a terminal are shown as their number.</summary>
    private protected new void WriteWarning(string text) => base.WriteWarning(PrintableText.Of(text));

    /// <summary>Writes a verbose line; characters that control a terminal are shown as their number.</summary>
    private protected new void WriteVerbose(string text) => base.WriteVerbose(PrintableText.Of(text));

    /// <summary>Reads each file that -Path or -LiteralPath stands for; one that cannot be read leaves an error, and the next follows.</summary>
    /// <param name="paths">The paths as they are given.</param>
    /// <param name="areLiteral">Whether wildcards in them are plain characters.</param>
    /// <param name="read">Reads a file, of which it gets the full path.</param>
    private protected void ReadFiles(string[] paths, bool areLiteral, Action<string> read)
    {
        foreach (string path in paths)
        {
            try
            {
                foreach (string file in areLiteral ? [FilePaths.ResolveLiteral(this, path)] : FilePaths.ResolveWildcard(this, path))
                {
                    StopToken.ThrowIfCancellationRequested();
                    read(file);
                }
            }
            catch (BackpropException fault)
            {
                WriteError(Record(fault));
            }
        }
    }

    private protected static ErrorRecord Record(BackpropException fault) =>
        new(fault, fault.Id, Enum.Parse<ErrorCategory>(fault.Category.ToString()), fault.TargetObject);

    // A command is told of a stop, but not where a script in the pipeline saw it first and ended the pipeline; then the engine still
    // says so. It does not where a later command had enough, though that ends this one by the same exception.
    private bool WasStoppedFromOutside() => _stopping.IsCancellationRequested || (_wasStopped && Stopping);

    // Faults of a whole call end it; cmdlets write those of single rows and files themselves. The engine's own
    // exceptions, which also carry `break`, `exit` and "Select-Object has enough", pass through.
    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (BackpropException fault)
        {
            ThrowTerminatingError(Record(fault));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (OutOfMemoryException exception)
        {
            ThrowTerminatingError(
                Record(Errors.OutOfMemory($"go on with {MyInvocation.MyCommand.Name}", null, "Give less data at once, or a smaller network.", exception)));
        }
        catch (PipelineStoppedException)
        {
            _wasStopped = true;
            throw;
        }
        catch (Exception exception) when (exception.GetType().Assembly != typeof(PSCmdlet).Assembly)
        {
            ThrowTerminatingError(Record(Errors.Unexpected(exception)));
        }
    }
}
