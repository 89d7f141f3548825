namespace PSBackprop.Storage.Cache;

/// <summary>The file that a cache was made of, to know it again.</summary>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Modified">When it was written last, in ticks by UTC.</param>
/// <param name="Hash">A hash of its bytes.</param>
/// <param name="Settings">How it was read, as a text.</param>
internal sealed record CacheOrigin(long Length, long Modified, string Hash, string Settings)
{
    /// <summary>Whether a file, read with some settings, would give the same: it has not been written since, or has the same bytes.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="hash">Gives a hash of its bytes.</param>
    public bool IsOf(string path, string settings, Func<string, string> hash)
    {
        var file = new FileInfo(path);
        return settings == Settings && file.Length == Length && (file.LastWriteTimeUtc.Ticks == Modified || hash(path) == Hash);
    }
}
