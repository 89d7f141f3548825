namespace PSBackprop.Storage;

/// <summary>Another stream, until reading is stopped.</summary>
internal sealed class StoppableStream(Stream content, CancellationToken cancellationToken) : ReadOnlyStream
{
    /// <exception cref="OperationCanceledException">Reading was stopped.</exception>
    public override int Read(Span<byte> buffer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return content.Read(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }
}
