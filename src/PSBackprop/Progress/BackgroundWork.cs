namespace PSBackprop.Progress;

/// <summary>
/// Work on other threads while a command's own thread writes and shows progress. It never outlives the command: disposing ends it.
/// </summary>
internal sealed class BackgroundWork : IDisposable
{
    private readonly CancellationTokenSource _stopping;

    /// <param name="work">The work; it gets a token that ends it.</param>
    /// <param name="cancellationToken">Ends it, too.</param>
    public BackgroundWork(Action<CancellationToken> work, CancellationToken cancellationToken)
    {
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task = Task.Run(() => work(_stopping.Token), CancellationToken.None);
    }

    /// <summary>The work, to be waited for.</summary>
    public Task Task { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel();
        Task.ContinueWith(static ended => ended.Exception, TaskScheduler.Default).Wait(CancellationToken.None);
        _stopping.Dispose();
    }
}
