using System.Security.Cryptography;

using PSBackprop.Data;

namespace PSBackprop.Storage.Cache;

/// <summary>Cache files as users name them.</summary>
internal static class CacheFile
{
    /// <summary>Whether a file is a cache by its name.</summary>
    public static bool IsNamed(string path) => path.EndsWith(DatasetCache.Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes a dataset into a file, whole or not at all.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="origin">The file that it was read from; null for none.</param>
    /// <param name="path">The full path.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="force">Whether a read-only file may be replaced.</param>
    /// <param name="progress">Told of the rows written so far.</param>
    /// <param name="cancellationToken">Ends the writing; what was there before stays.</param>
    /// <exception cref="BackpropException">The file exists, is read-only, or cannot be written, or the dataset is a part of time series.</exception>
    public static void Write(
        Dataset dataset, CacheOrigin? origin, string path, bool overwrite, bool force, Action<int> progress, CancellationToken cancellationToken)
    {
        RequireWritable(path, overwrite, force);
        OutputFile.Write(path, overwrite, force, stream => DatasetCache.Write(dataset, origin, stream, progress, cancellationToken));
    }

    /// <summary>Looks for what can be known before anything is written.</summary>
    /// <exception cref="BackpropException">The name is not that of a cache, or the file exists, is read-only, or cannot be written.</exception>
    public static void RequireWritable(string path, bool overwrite, bool force) =>
        OutputFile.RequireWritable(IsNamed(path) ? path : throw Errors.CacheName(path), overwrite, force);

    /// <summary>Opens the dataset of a file; its values stay there.</summary>
    /// <exception cref="BackpropException">The file cannot be read, is no cache, of a newer version, or damaged.</exception>
    public static Dataset Open(string path) => DatasetCache.Open(path, out _);

    /// <summary>What tells a file from others, and from itself before it was changed.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="settings">How it is read, as a text.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BackpropException">The file cannot be read.</exception>
    public static CacheOrigin OriginOf(string path, string settings, CancellationToken cancellationToken)
    {
        string hash = HashOf(path, cancellationToken);
        var file = new FileInfo(path);
        return new CacheOrigin(file.Length, file.LastWriteTimeUtc.Ticks, hash, settings);
    }

    /// <summary>Whether a cache is what a file, read with some settings, would give.</summary>
    /// <exception cref="BackpropException">The file or the cache cannot be read, or the latter is none or damaged.</exception>
    public static bool IsOf(string cache, string path, string settings, CancellationToken cancellationToken) =>
        File.Exists(path)
            ? DatasetCache.OriginOf(cache)?.IsOf(path, settings, file => HashOf(file, cancellationToken)) == true
            : throw Errors.FileNotFound(path);

    private static string HashOf(string path, CancellationToken cancellationToken)
    {
        try
        {
            using FileStream file = ReadableFile.Open(path);
            using var stoppable = new StoppableStream(file, cancellationToken);
            return Convert.ToHexString(SHA256.HashData(stoppable));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Errors.FileNotReadable(path, exception);
        }
    }
}
