using System.IO.Compression;

using PSBackprop.Data;

namespace PSBackprop.Storage;

/// <summary>
/// Files that users ask for: replaced only where they may be, whole or not at all, and compressed where the name ends
/// in .gz.
/// </summary>
internal static class OutputFile
{
    /// <param name="path">The full path of the file.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="force">Whether a read-only file may be replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="BackpropException">The file exists, is read-only, or cannot be written.</exception>
    public static void Write(string path, bool overwrite, bool force, Action<Stream> write)
    {
        RequireWritable(path, overwrite, force);
        try
        {
            AtomicFile.Write(path, stream =>
            {
                if (!ReadableFile.IsCompressed(path))
                {
                    write(stream);
                    return;
                }

                using var content = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
                write(content);
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Errors.FileNotWritable(path, exception);
        }
    }

    /// <summary>Looks for what can be known before anything is written.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="force">Whether a read-only file may be replaced.</param>
    /// <exception cref="BackpropException">The file exists, is read-only, or cannot be written.</exception>
    public static void RequireWritable(string path, bool overwrite, bool force)
    {
        if (Directory.Exists(path))
        {
            throw Errors.PathIsFolder(path);
        }

        if (File.Exists(path))
        {
            if (!overwrite)
            {
                throw Errors.FileExists(path);
            }

            if (!force && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
            {
                throw Errors.FileReadOnly(path);
            }
        }

        string target = Target(path);
        if (IsDevice(target))
        {
            throw Errors.PathIsDevice(path);
        }

        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            throw Errors.FolderMissing(path, Path.GetDirectoryName(target)!);
        }
    }

    private static string Target(string path)
    {
        try
        {
            return AtomicFile.Target(path);
        }
        catch (IOException exception)
        {
            // A circle of links leads nowhere.
            throw Errors.FileNotWritable(path, exception);
        }
    }

    // To rename a file to the name of a device would take the device away.
    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows() && path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
