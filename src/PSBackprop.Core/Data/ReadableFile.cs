using System.IO.Compression;

namespace PSBackprop.Data;

/// <summary>Files as they are opened for reading: with clear faults, and decompressed where the name ends in .gz.</summary>
internal static class ReadableFile
{
    public static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="BackpropException">The path is a folder or there is no such file.</exception>
    public static FileStream Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw Errors.PathIsFolder(path);
        }

        return File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan)
            : throw Errors.FileNotFound(path);
    }

    /// <summary>What the file holds; a fault where a compressed one holds absurdly more than it is long.</summary>
    public static Stream Content(FileStream file, string path) =>
        IsCompressed(path) ? new ExpansionGuard(new GZipStream(file, CompressionMode.Decompress), file.Length, path) : file;
}
