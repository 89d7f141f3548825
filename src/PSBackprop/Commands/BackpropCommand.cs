using System.Management.Automation;

using PSBackprop.Completion;

namespace PSBackprop.Commands;

/// <summary>What all cmdlets of the module share: stopping, and faults that become error records.</summary>
public abstract class BackpropCommand : PSCmdlet, IDisposable
{
    // How long after a command's end it may show that it was stopped, and how often that is looked at, in milliseconds.
    private const int LatestStop = 200;
    private const int StopPeriod = 10;

    private readonly CancellationTokenSource _stopping = new();
    private bool _wasStopped;

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

    /// <summary>Writes a warning; characters that control a terminal are shown as their number.</summary>
    private protected new void WriteWarning(string text) => base.WriteWarning(PrintableText.Of(text));

    /// <summary>Writes a verbose line; characters that control a terminal are shown as their number.</summary>
    private protected new void WriteVerbose(string text) => base.WriteVerbose(PrintableText.Of(text));

    private protected static ErrorRecord Record(BackpropException fault) =>
        new(fault, fault.Id, Enum.Parse<ErrorCategory>(fault.Category.ToString()), fault.TargetObject);

    // A command ends by the same exception whether the user stopped the pipeline or a later command had enough. Of the first it is
    // told as well, but not where the exception comes from a script in the pipeline that saw the stop before the commands were told;
    // then the session itself knows of it, a moment later.
    private bool WasStoppedFromOutside()
    {
        bool isStop = _stopping.IsCancellationRequested;
        for (int waited = 0; _wasStopped && !isStop && waited < LatestStop; waited += StopPeriod)
        {
            isStop = CallerSession.IsStopping() || _stopping.Token.WaitHandle.WaitOne(StopPeriod);
        }

        return isStop;
    }

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
            ThrowTerminatingError(Record(Errors.OutOfMemory($"go on with {MyInvocation.MyCommand.Name}", null, "Give less data at once, or a smaller network.", exception)));
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
