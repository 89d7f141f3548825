namespace PSBackprop.Storage.Formats;

/// <summary>A format that networks are kept in.</summary>
internal abstract class NetworkFileFormat
{
    /// <summary>How the names of its files end, in lower case; the first is the usual one.</summary>
    public abstract IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether it can keep the record of each epoch.</summary>
    public virtual bool KeepsHistory => false;

    /// <summary>Whether it can say how a time series is continued.</summary>
    public virtual bool KeepsSeries => false;

    /// <summary>Whether it leaves the choice of the number type.</summary>
    public virtual bool HasPrecision => false;

    /// <summary>Whether networks can be read from it.</summary>
    public virtual bool IsReadable => true;

    /// <summary>What to warn of where a network is saved in it: something that the network has and a file will not; null for nothing.</summary>
    public virtual string? Finding(Network network) => null;

    /// <summary>Writes a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="path">The file's path, for what a format says of itself.</param>
    /// <param name="withHistory">Whether the record of each epoch is wanted; only where the format keeps it.</param>
    /// <param name="precision">The number type that is wanted; only where the format leaves the choice.</param>
    /// <exception cref="BackpropException">The network has something that the format cannot say.</exception>
    public abstract void Write(Network network, Stream stream, string path, bool withHistory, Precision? precision);

    /// <summary>Reads a network.</summary>
    /// <param name="content">The file's content, unpacked.</param>
    /// <param name="path">The file's path, for messages.</param>
    /// <exception cref="BackpropException">The content is not a network in this format.</exception>
    public abstract Network Read(Stream content, string path);
}
