namespace PSBackprop.Data;

/// <summary>Lets a compressed stream through until it has become so much longer than its file that it was made to fill the memory.</summary>
internal sealed class ExpansionGuard(Stream content, long compressedLength, string path) : Stream
{
    // Numbers as text become a third to a tenth when they are compressed; nearly constant ones a hundredth.
    private const long MostExpansion = 200;
    private const long AlwaysAllowed = 1 << 22;

    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <exception cref="BackpropException">The content is absurdly longer than the file.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = content.Read(buffer, offset, count);
        _read += read;
        return _read <= AlwaysAllowed || _read <= MostExpansion * compressedLength ? read : throw Errors.FileExpands(path, MostExpansion);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }
}
