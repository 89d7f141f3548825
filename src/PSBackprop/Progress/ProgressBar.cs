using System.Management.Automation;

namespace PSBackprop.Progress;

/// <summary>
/// The progress bar of a command: shown for what takes longer than a moment, at most four times a second, and taken away at the end.
/// </summary>
/// <param name="command">The command.</param>
/// <param name="id">Tells the bars of commands that run in one pipeline apart.</param>
/// <param name="activity">What the command does.</param>
/// <param name="stopToken">Set when the command is stopped; nothing may be written then.</param>
internal sealed class ProgressBar(Cmdlet command, int id, string activity, CancellationToken stopToken) : IDisposable
{
    /// <summary>Milliseconds from one showing to the next.</summary>
    public const int Period = 250;

    private readonly long _started = Environment.TickCount64;
    private long _due = Environment.TickCount64 + Period;
    private bool _isShown;

    /// <summary>Whether it is time to show it, for callers to whom the status is dear.</summary>
    public bool IsDue => Environment.TickCount64 >= _due;

    /// <summary>Shows how far the work is, if it is time to.</summary>
    /// <param name="status">What is being done.</param>
    /// <param name="done">The part that is done, from 0 to 1.</param>
    public void Show(string status, double done)
    {
        if (!IsDue)
        {
            return;
        }

        long now = Environment.TickCount64;
        _due = now + Period;
        _isShown = true;
        double part = Math.Clamp(done, 0, 1);
        command.WriteProgress(new ProgressRecord(id, activity, status)
        {
            PercentComplete = (int)(100 * part),
            SecondsRemaining = part > 0 ? (int)Math.Min(int.MaxValue, (now - _started) / 1000.0 / part * (1 - part)) : -1,
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isShown && !stopToken.IsCancellationRequested)
        {
            command.WriteProgress(new ProgressRecord(id, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
